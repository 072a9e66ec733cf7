use crate::View;

/// resolution#month#day#year#offset, for each time expression whose value is a day, a month or a
/// year. A range has both its ends. The codebook has commas between the fields, the files that
/// GDELT publishes have `#`; readers are made for the files.
pub(super) fn enhanced(view: &View<'_>) -> String {
    let mut blocks = Vec::new();
    for time in view.reading.times.iter().filter(|time| matches!(time.kind, "DATE" | "TIME")) {
        let offset = view.characters.character(time.span.start());
        let mut last = None;
        for value in time.value.split('/') {
            let fields = fields(value);
            if fields != last
                && let Some((resolution, month, day, year)) = fields
            {
                blocks.push(format!("{resolution}#{month}#{day}#{year}#{offset}"));
            }
            last = fields;
        }
    }
    blocks.join(";")
}

/// Resolution, month, day, year. Weeks, quarters and the like have no such form.
fn fields(value: &str) -> Option<(u8, i8, i8, i16)> {
    let day = value.split('T').next()?;
    let mut parts = day.split('-');
    let number = |part: &str, length| {
        let digits = part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| part.parse::<i16>().ok()).flatten()
    };
    let year = parts.next()?;
    let (month, day) = (parts.next(), parts.next());
    if parts.next().is_some() {
        return None;
    }
    let known = (year != "XXXX").then(|| number(year, 4).filter(|year| *year > 0));
    match (known, month, day) {
        (Some(year), None, None) => Some((1, 0, 0, year?)),
        (Some(year), Some(month), None) => {
            let month = number(month, 2).filter(|month| (1..=12).contains(month))?;
            Some((2, month as i8, 0, year?))
        }
        (known, Some(month), Some(day)) => {
            // Where the year is unknown a leap year lets February 29 pass.
            let year = known.map_or(Some(0), |year| year)?;
            let (month, day) = (number(month, 2)? as i8, number(day, 2)? as i8);
            jiff::civil::Date::new(if year == 0 { 2024 } else { year }, month, day).ok()?;
            Some((if year == 0 { 4 } else { 3 }, month, day, year))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_have_their_resolution() {
        let cases = [
            ("2026", Some((1, 0, 0, 2026))),
            ("2026-04", Some((2, 4, 0, 2026))),
            ("2026-04-15", Some((3, 4, 15, 2026))),
            ("2026-04-15T14:00", Some((3, 4, 15, 2026))),
            ("XXXX-02-29", Some((4, 2, 29, 0))),
            ("2026-02-29", None),
            ("2026-13", None),
            ("2026-W16", None),
            ("2026-Q2", None),
            ("XXXX", None),
            ("XXXX-05", None),
            ("PAST_REF", None),
            ("202", None),
            ("", None),
        ];
        for (value, expected) in cases {
            assert_eq!(fields(value), expected, "{value}");
        }
    }
}
