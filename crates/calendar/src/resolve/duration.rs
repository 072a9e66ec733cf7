//! Lengths of time as TIMEX3 writes them.

use crate::meaning::{Count, Unit};

/// A duration as TIMEX3 writes it; decades and centuries in years.
pub(super) fn duration_value(parts: &[(Count, Unit)]) -> String {
    let (mut date, mut time) = (String::new(), String::new());
    for (count, unit) in parts {
        let (letter, by, clock, finer) = match unit {
            Unit::Second => ('S', 1, true, None),
            Unit::Minute => ('M', 1, true, Some((30, 'S'))),
            Unit::Hour => ('H', 1, true, Some((30, 'M'))),
            Unit::Day | Unit::Night => ('D', 1, false, None),
            Unit::Weekend => ('D', 2, false, None),
            Unit::Week => ('W', 1, false, None),
            Unit::Fortnight => ('W', 2, false, None),
            Unit::Month => ('M', 1, false, None),
            Unit::Quarter => ('Q', 1, false, None),
            Unit::Year => ('Y', 1, false, Some((6, 'M'))),
            Unit::Decade => ('Y', 10, false, None),
            Unit::Century => ('Y', 100, false, None),
            Unit::Millennium => ('Y', 1000, false, None),
        };
        let out = if clock { &mut time } else { &mut date };
        match count {
            Count::Some => {
                let letter = match unit {
                    Unit::Decade => "DE".to_owned(),
                    Unit::Century => "CE".to_owned(),
                    _ => letter.to_string(),
                };
                out.push_str(&format!("X{letter}"));
            }
            Count::Halves(halves) => {
                let scaled = u64::from(*halves) * by;
                let whole = scaled / 2;
                let half = scaled % 2 == 1;
                match (whole, half, finer) {
                    (0, true, Some((n, finer))) => out.push_str(&format!("{n}{finer}")),
                    (_, true, Some((n, finer))) => {
                        out.push_str(&format!("{whole}{letter}{n}{finer}"))
                    }
                    (_, true, None) => out.push_str(&format!("{whole}.5{letter}")),
                    _ => out.push_str(&format!("{whole}{letter}")),
                }
            }
        }
    }
    if time.is_empty() { format!("P{date}") } else { format!("P{date}T{time}") }
}
