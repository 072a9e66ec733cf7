/// Content lines: CRLF at the end, folded at 75 octets.
#[derive(Default)]
pub(super) struct Lines {
    out: String,
}

/// Octets in a line, its CRLF aside.
const LONGEST: usize = 75;

impl Lines {
    /// A line whose value is no text and needs no escaping.
    pub fn add(&mut self, name: &str, value: &str) {
        let line = format!("{name}:{value}");
        let mut room = LONGEST;
        for character in line.chars() {
            if character.len_utf8() > room {
                self.out.push_str("\r\n ");
                room = LONGEST - 1;
            }
            room -= character.len_utf8();
            self.out.push(character);
        }
        self.out.push_str("\r\n");
    }

    /// A line whose value is text.
    pub fn text(&mut self, name: &str, value: &str) {
        let mut escaped = String::with_capacity(value.len());
        for character in value.chars() {
            match character {
                '\\' | ';' | ',' => {
                    escaped.push('\\');
                    escaped.push(character);
                }
                '\n' => escaped.push_str("\\n"),
                '\r' => {}
                '\t' => escaped.push(' '),
                control if control.is_control() => {}
                other => escaped.push(other),
            }
        }
        self.add(name, &escaped);
    }

    pub fn finish(self) -> String {
        self.out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_between_characters_and_unfolds_to_the_same() {
        let value = "Rückkehr der Störche – 鸛の帰還; wohl, \\ ja ".repeat(9);
        let mut lines = Lines::default();
        lines.text("SUMMARY", &value);
        let written = lines.finish();
        for line in written.trim_end_matches("\r\n").split("\r\n") {
            assert!(line.len() <= 75, "{} octets", line.len());
        }
        let unfolded = written.replace("\r\n ", "").replace("\\;", ";").replace("\\,", ",");
        assert_eq!(unfolded.replace("\\\\", "\\"), format!("SUMMARY:{value}\r\n"));
    }

    #[test]
    fn line_ends_and_controls_cannot_make_a_new_line() {
        let mut lines = Lines::default();
        lines.text("SUMMARY", "a\r\nEND:VCALENDAR\u{0}\u{b}");
        assert_eq!(lines.finish(), "SUMMARY:a\\nEND:VCALENDAR\r\n");
    }
}
