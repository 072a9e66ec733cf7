//! What the model marks in a text: the costly part of a reading, which depends on the text alone.
//!
//! Marks can be kept and carried over: a passage that stands word for word in another text, a copy,
//! needs no reading there. Everything after the model, rules and names, looks at the whole text
//! anew.

use sayso_text::Span;

use crate::Rejected;

/// All that a model marks in a text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Marks {
    /// Who says what, in the order of the cues.
    pub attributions: Vec<MarkedAttribution>,
    /// What it thought of and is not sure enough of. Neither kept nor carried over: it only explains.
    pub rejected: Vec<Rejected>,
    /// Names, in the order of the text.
    pub names: Vec<MarkedName>,
}

/// An attribution as the model alone sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct MarkedAttribution {
    /// Who speaks.
    pub source: Vec<Span>,
    /// The words that report.
    pub cue: Vec<Span>,
    /// What is said.
    pub content: Vec<Span>,
    /// Probability that it is right.
    pub confidence: f32,
}

/// A name with its kind.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MarkedName {
    /// Its words.
    pub span: Span,
    /// What it names.
    pub kind: MarkedKind,
    /// The least probability of its words' tags.
    pub probability: f32,
}

/// What the model tells apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkedKind {
    /// A person.
    Person,
    /// A body, a company, an outlet.
    Organisation,
    /// A place.
    Place,
}

/// Lines of a text that were marked before in another text.
#[derive(Clone, Debug, PartialEq)]
pub struct Known {
    /// The lines, in the text that is to be read.
    pub span: Span,
    /// What is marked in them; every span lies within the lines.
    pub marks: Marks,
}

impl MarkedAttribution {
    fn spans(&self) -> impl Iterator<Item = &Span> {
        self.source.iter().chain(&self.cue).chain(&self.content)
    }
}

impl Marks {
    /// What these marks tell of lines that also stand elsewhere: `lines`, each a span of the text
    /// that was marked, follow each other there, and stand at `to` in another text.
    ///
    /// A line where an attribution goes on from or into a line that is not among them is left out:
    /// it has to be read in its new neighbourhood.
    pub fn carried(&self, lines: &[Span], to: usize) -> Vec<Known> {
        let Some(first) = lines.first() else { return Vec::new() };
        let mut kept = vec![true; lines.len()];
        let line_of = |span: &Span| lines.iter().position(|line| line.contains(*span));
        // Leaving a line out may tear another attribution apart.
        loop {
            let before = kept.iter().filter(|kept| **kept).count();
            for attribution in &self.attributions {
                let (mut within, mut torn) = (Vec::new(), false);
                for span in attribution.spans() {
                    match line_of(span) {
                        Some(line) => {
                            within.push(line);
                            torn |= !kept[line];
                        }
                        None => {
                            torn = true;
                            let touched = |line: &Span| {
                                line.start() < span.end() && span.start() < line.end()
                            };
                            within.extend((0..lines.len()).filter(|line| touched(&lines[*line])));
                        }
                    }
                }
                if torn {
                    within.into_iter().for_each(|line| kept[line] = false);
                }
            }
            if kept.iter().filter(|kept| **kept).count() == before {
                break;
            }
        }
        let shift = |span: Span| {
            let start = span.start() - first.start() + to;
            Span::new(start, start + span.len())
        };
        let mut known: Vec<Known> = Vec::new();
        let mut at = 0;
        while at < lines.len() {
            if !kept[at] {
                at += 1;
                continue;
            }
            let end = (at..lines.len()).find(|line| !kept[*line]).unwrap_or(lines.len());
            let stretch = lines[at].cover(lines[end - 1]);
            known.push(Known { span: shift(stretch), marks: self.within(stretch, shift) });
            at = end;
        }
        known
    }

    fn within(&self, stretch: Span, shift: impl Fn(Span) -> Span) -> Marks {
        let shifted = |spans: &[Span]| spans.iter().copied().map(&shift).collect();
        let attributions =
            self.attributions.iter().filter(|it| it.spans().all(|span| stretch.contains(*span)));
        let names = self.names.iter().filter(|name| stretch.contains(name.span));
        Marks {
            attributions: attributions
                .map(|it| MarkedAttribution {
                    source: shifted(&it.source),
                    cue: shifted(&it.cue),
                    content: shifted(&it.content),
                    confidence: it.confidence,
                })
                .collect(),
            rejected: Vec::new(),
            names: names.map(|name| MarkedName { span: shift(name.span), ..*name }).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(source: (usize, usize), content: (usize, usize)) -> MarkedAttribution {
        MarkedAttribution {
            source: vec![Span::new(source.0, source.1)],
            cue: Vec::new(),
            content: vec![Span::new(content.0, content.1)],
            confidence: 0.5,
        }
    }

    #[test]
    fn lines_are_carried_over_with_what_lies_in_them() {
        let marks = Marks {
            attributions: vec![said((1, 2), (3, 9)), said((11, 12), (31, 35))],
            rejected: Vec::new(),
            names: vec![MarkedName {
                span: Span::new(21, 24),
                kind: MarkedKind::Place,
                probability: 0.9,
            }],
        };
        let lines = [(0, 10), (10, 20), (20, 30)].map(|(start, end)| Span::new(start, end));
        // The second line's attribution goes on in a fourth that is not there.
        let known = marks.carried(&lines, 100);
        let spans: Vec<Span> = known.iter().map(|known| known.span).collect();
        assert_eq!(spans, [Span::new(100, 110), Span::new(120, 130)]);
        assert_eq!(known[0].marks.attributions, [said((101, 102), (103, 109))]);
        assert_eq!(known[1].marks.names[0].span, Span::new(121, 124));
        assert!(known[1].marks.attributions.is_empty());
        assert!(marks.carried(&[], 7).is_empty());
    }

    #[test]
    fn a_torn_line_tears_what_leans_on_it() {
        let marks = Marks {
            attributions: vec![said((1, 2), (11, 15)), said((16, 18), (41, 45))],
            rejected: Vec::new(),
            names: Vec::new(),
        };
        let lines = [(0, 10), (10, 20)].map(|(start, end)| Span::new(start, end));
        assert!(marks.carried(&lines, 0).is_empty());
    }
}
