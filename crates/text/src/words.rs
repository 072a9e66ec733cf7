use crate::Span;

/// The words of a text: maximal runs of letters, digits and underscores, as the scorers count
/// them (`\w+` in Python).
pub fn words(text: &str) -> Vec<Span> {
    let mut words = Vec::with_capacity(text.len() / 6);
    let mut start = None;
    for (at, character) in text.char_indices() {
        if character.is_alphanumeric() || character == '_' {
            start.get_or_insert(at);
        } else if let Some(start) = start.take() {
            words.push(Span::new(start, at));
        }
    }
    if let Some(start) = start {
        words.push(Span::new(start, text.len()));
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_at_everything_that_is_no_letter_or_digit() {
        let text = "Don't, says Zoë—4,000 e_mails";
        let got: Vec<&str> = words(text).into_iter().map(|word| word.of(text)).collect();
        assert_eq!(got, ["Don", "t", "says", "Zoë", "4", "000", "e_mails"]);
    }
}
