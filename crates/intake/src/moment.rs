use std::fmt;

use serde::{Deserialize, Serialize};

/// A day, mostly with a time of day, as a machine or a person wrote it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moment {
    /// As it came.
    pub written: String,
    /// Year, month, day, where it was written.
    pub day: (i16, i8, i8),
    /// Hour, minute, second.
    pub time: Option<(i8, i8, i8)>,
    /// Seconds east of UTC; none where no zone was told.
    pub offset: Option<i32>,
}

impl Moment {
    /// Reads ISO 8601 (with and without dashes), RFC 2822, Unix seconds and milliseconds, and
    /// days in English words. Days that could be two days (`04/05/2026`) are none.
    pub fn parse(written: &str) -> Option<Moment> {
        let trimmed = written.trim();
        // Longer than any date; a page may hold anything.
        let text = trimmed.get(..trimmed.len().min(100)).unwrap_or("");
        let parsed = unix(text).or_else(|| iso(text)).or_else(|| words(text))?;
        valid(&parsed).then(|| Moment { written: text.to_owned(), ..parsed })
    }

    /// Seconds since 1970, where time and zone are known.
    pub fn unix(&self) -> Option<i64> {
        let (hour, minute, second) = self.time?;
        let seconds = i64::from(hour) * 3600 + i64::from(minute) * 60 + i64::from(second);
        Some(days_since_1970(self.day) * 86_400 + seconds - i64::from(self.offset?))
    }

    /// Of Unix seconds.
    pub(crate) fn from_unix(seconds: i64) -> Option<Moment> {
        if !(-62_000_000_000..250_000_000_000).contains(&seconds) {
            return None;
        }
        let of_day = seconds.rem_euclid(86_400);
        let time = ((of_day / 3600) as i8, (of_day / 60 % 60) as i8, (of_day % 60) as i8);
        let day = day_of(seconds.div_euclid(86_400));
        Some(Moment { written: seconds.to_string(), day, time: Some(time), offset: Some(0) })
    }
}

impl fmt::Display for Moment {
    /// ISO 8601.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.day;
        write!(f, "{year:04}-{month:02}-{day:02}")?;
        if let Some((hour, minute, second)) = self.time {
            write!(f, "T{hour:02}:{minute:02}:{second:02}")?;
            match self.offset {
                Some(0) => write!(f, "Z")?,
                Some(offset) => {
                    let sign = if offset < 0 { '-' } else { '+' };
                    write!(f, "{sign}{:02}:{:02}", offset.abs() / 3600, offset.abs() / 60 % 60)?;
                }
                None => {}
            }
        }
        Ok(())
    }
}

fn valid(moment: &Moment) -> bool {
    let (year, month, day) = moment.day;
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    let time = moment.time.unwrap_or_default();
    // A server without a clock says 1970, a database without a date the year 1.
    (1900..=2200).contains(&year)
        && moment.day != (1970, 1, 1)
        && (1..=days).contains(&day)
        && (0..24).contains(&time.0)
        && (0..60).contains(&time.1)
        && (0..=60).contains(&time.2)
}

/// Howard Hinnant's days_from_civil.
fn days_since_1970((year, month, day): (i16, i8, i8)) -> i64 {
    let (month, day) = (i64::from(month), i64::from(day));
    let year = i64::from(year) - i64::from(month <= 2);
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// Howard Hinnant's civil_from_days.
fn day_of(days: i64) -> (i16, i8, i8) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    ((year + era * 400 + i64::from(month <= 2)) as i16, month as i8, day as i8)
}

fn unix(text: &str) -> Option<Moment> {
    let whole = text.split('.').next()?;
    if !whole.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number: i64 = whole.parse().ok()?;
    match whole.len() {
        9 | 10 => Moment::from_unix(number),
        12 | 13 => Moment::from_unix(number / 1000),
        16 => Moment::from_unix(number / 1_000_000),
        _ => None,
    }
}

/// Digits from the front of a text.
struct Digits<'t>(&'t str);

impl Digits<'_> {
    fn number(&mut self, digits: usize) -> Option<i16> {
        let head = self.0.get(..digits)?;
        if !head.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        self.0 = &self.0[digits..];
        head.parse().ok()
    }

    fn skip(&mut self, any: &[char]) -> bool {
        match self.0.strip_prefix(any) {
            Some(rest) => {
                self.0 = rest;
                true
            }
            None => false,
        }
    }
}

fn iso(text: &str) -> Option<Moment> {
    let mut rest = Digits(text);
    let year = rest.number(4)?;
    let dashed = rest.skip(&['-', '/', '.']);
    let month = rest.number(2).or_else(|| rest.number(1))?;
    if dashed && !rest.skip(&['-', '/', '.']) {
        return None;
    }
    let day = rest.number(2).or_else(|| rest.number(1))?;
    if rest.0.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let mut moment = Moment { day: (year, month as i8, day as i8), ..Moment::default() };
    rest.skip(&['T', 't', ' ', ',']);
    rest.0 = rest.0.trim_start();
    if rest.0.is_empty() {
        return Some(moment);
    }
    if let Some(hour) = rest.number(2) {
        rest.skip(&[':']);
        let minute = rest.number(2).unwrap_or(0);
        rest.skip(&[':']);
        let second = rest.number(2).unwrap_or(0);
        if rest.skip(&['.', ',']) {
            rest.0 = rest.0.trim_start_matches(|c: char| c.is_ascii_digit());
        }
        moment.time = Some((hour as i8, minute as i8, second as i8));
        // Midnight as 24:00 is the next day's; seldom enough to leave out.
        moment.offset = zone(rest.0.trim().split([' ', '[']).next().unwrap_or(""));
    } else if rest.0.starts_with(['Z', '+', '-']) {
        // `xs:date` with a zone.
    } else {
        return None;
    }
    Some(moment)
}

fn zone(text: &str) -> Option<i32> {
    let hours = match text.to_ascii_uppercase().as_str() {
        "Z" | "GMT" | "UTC" | "UT" | "WET" => 0,
        "BST" | "CET" | "WEST" => 1,
        "CEST" | "EET" | "SAST" => 2,
        "EEST" | "MSK" => 3,
        "IST" => return Some(19_800),
        "HKT" | "SGT" | "AWST" => 8,
        "JST" | "KST" => 9,
        "AEST" => 10,
        "AEDT" => 11,
        "NZST" => 12,
        "NZDT" => 13,
        "EST" | "CDT" => -5,
        "EDT" => -4,
        "CST" | "MDT" => -6,
        "MST" | "PDT" => -7,
        "PST" => -8,
        _ => return numeric_zone(text),
    };
    Some(hours * 3600)
}

fn numeric_zone(text: &str) -> Option<i32> {
    let text = text.strip_prefix("GMT").or_else(|| text.strip_prefix("UTC")).unwrap_or(text);
    let sign = match text.chars().next()? {
        '+' => 1,
        '-' => -1,
        _ => return None,
    };
    let mut rest = Digits(&text[1..]);
    let hours = i32::from(rest.number(2).or_else(|| rest.number(1))?);
    rest.skip(&[':']);
    let minutes = i32::from(rest.number(2).unwrap_or(0));
    (hours <= 15 && minutes < 60).then_some(sign * (hours * 3600 + minutes * 60))
}

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const MONTHS_WHOLE: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

fn month(word: &str) -> Option<i8> {
    let word = word.trim_end_matches('.').to_ascii_lowercase();
    let is = |at: &usize| {
        word == MONTHS[*at] || word == MONTHS_WHOLE[*at] || (word == "sept" && *at == 8)
    };
    (0..12).find(is).map(|at| at as i8 + 1)
}

/// Dates in English words: RFC 2822, `asctime`, a byline's. Day-first numbers with dots, as in
/// German, and with slashes where the day can be nothing else.
fn words(text: &str) -> Option<Moment> {
    let mut moment = Moment::default();
    let (mut the_month, mut day, mut year) = (None, None, None);
    let spaced = text.replace([',', '(', ')', '|', '·', '–'], " ");
    for word in spaced.split_whitespace() {
        let number = |word: &str| word.parse::<i16>().ok();
        if word.contains(':') && word.starts_with(|c: char| c.is_ascii_digit()) {
            if moment.time.is_none() {
                let (time, offset) = clock(word)?;
                moment.time = Some(time);
                moment.offset = offset;
            }
        } else if let Some(found) = month(word) {
            the_month = the_month.or(Some(found));
        } else if let Some(numbers) = day_month_year(word) {
            (day, the_month, year) = (Some(numbers.0), Some(numbers.1), Some(numbers.2));
        } else if let Some(found) =
            number(word.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '.'))
        {
            let suffix =
                word.trim_start_matches(|c: char| c.is_ascii_digit() || c == '+' || c == '-');
            if word.starts_with(['+', '-']) {
                moment.offset = moment.offset.or_else(|| numeric_zone(word));
            } else if matches!(suffix.to_ascii_lowercase().as_str(), "am" | "pm" | "a.m." | "p.m.")
            {
                let late = suffix.to_ascii_lowercase().starts_with('p');
                let hour = found as i8 % 12 + if late { 12 } else { 0 };
                moment.time = Some((hour, 0, 0));
            } else if found > 31 || (day.is_some() && year.is_none() && the_month.is_some()) {
                let found = if word.len() == 2 {
                    found + if found < 70 { 2000 } else { 1900 }
                } else {
                    found
                };
                year = year.or(Some(found));
            } else if matches!(suffix, "" | "st" | "nd" | "rd" | "th" | ".") {
                day = day.or(Some(found as i8));
            }
        } else if let Some((hour, minute, second)) = moment.time {
            match word.to_ascii_lowercase().trim_end_matches('.') {
                "pm" | "p.m" if hour < 12 => moment.time = Some((hour + 12, minute, second)),
                "am" | "a.m" if hour == 12 => moment.time = Some((0, minute, second)),
                _ => moment.offset = moment.offset.or_else(|| zone(word)),
            }
        }
    }
    moment.day = (year?, the_month?, day?);
    Some(moment)
}

fn day_month_year(word: &str) -> Option<(i8, i8, i16)> {
    let by = ['.', '/', '-'].into_iter().find(|by| word.matches(*by).count() == 2)?;
    let mut parts = word.split(by);
    let (a, b, c) = (parts.next()?, parts.next()?, parts.next()?);
    let year: i16 = c.parse().ok().filter(|_| c.len() == 4)?;
    if let Some(month) = month(b) {
        return Some((a.parse().ok()?, month, year));
    }
    let (a, b): (i8, i8) = (a.parse().ok()?, b.parse().ok()?);
    match by {
        '.' => Some((a, b, year)),
        _ if a > 12 => Some((a, b, year)),
        _ if b > 12 || a == b => Some((b, a, year)),
        _ => None,
    }
}

type Clock = ((i8, i8, i8), Option<i32>);

/// `9:30`, `09:30:00`, `9:30am`, `09:30Z`.
fn clock(word: &str) -> Option<Clock> {
    let end = word.find(|c: char| !c.is_ascii_digit() && c != ':').unwrap_or(word.len());
    let mut parts = word[..end].split(':').map(|part| part.parse::<i8>().ok());
    let (hour, minute) = (parts.next()??, parts.next()??);
    let second = parts.next().flatten().unwrap_or(0);
    let mut rest = &word[end..];
    if let Some(fraction) = rest.strip_prefix('.') {
        rest = fraction.trim_start_matches(|c: char| c.is_ascii_digit());
    }
    let hour = match rest.to_ascii_lowercase().as_str() {
        "pm" | "p.m." if hour < 12 => hour + 12,
        "am" | "a.m." if hour == 12 => 0,
        _ => hour,
    };
    Some(((hour, minute, second), zone(rest)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(written: &str, iso: &str) {
        let got = Moment::parse(written).map(|moment| moment.to_string()).unwrap_or_default();
        assert_eq!(got, iso, "{written}");
    }

    #[test]
    fn reads_what_machines_write() {
        check("2026-04-14", "2026-04-14");
        check("2026-04-14T09:30:00Z", "2026-04-14T09:30:00Z");
        check("2026-04-14T09:30:00.123+02:00", "2026-04-14T09:30:00+02:00");
        check("2026-04-14 09:30:00 -0500", "2026-04-14T09:30:00-05:00");
        check("20260414T093000Z", "2026-04-14T09:30:00Z");
        check("20260414T0930-0500", "2026-04-14T09:30:00-05:00");
        check("20260414", "2026-04-14");
        check("2026-04-14Z", "2026-04-14");
        check("Tue, 14 Apr 2026 09:30:00 GMT", "2026-04-14T09:30:00Z");
        check("Tue, 14 Apr 26 09:30 EST", "2026-04-14T09:30:00-05:00");
        check("14 Apr 2026 09:30:00 +0330 (IRST)", "2026-04-14T09:30:00+03:30");
        check("Tue Apr 14 09:30:00 2026", "2026-04-14T09:30:00");
        check("1776159000", "2026-04-14T09:30:00Z");
        check("1776159000123", "2026-04-14T09:30:00Z");
    }

    #[test]
    fn reads_what_people_write() {
        check("April 14, 2026", "2026-04-14");
        check("Updated 9:30 p.m. EDT, Tue April 14, 2026", "2026-04-14T21:30:00-04:00");
        check("Apr. 14, 2026 at 12:05am ET", "2026-04-14T00:05:00");
        check("14th April 2026", "2026-04-14");
        check("14.04.2026", "2026-04-14");
        check("14.4.2026, 09:30", "2026-04-14T09:30:00");
        check("4/14/2026", "2026-04-14");
        check("14-Apr-2026", "2026-04-14");
    }

    #[test]
    fn refuses_what_is_no_day_or_two() {
        for wrong in [
            "",
            "04/05/2026",
            "2026-13-01",
            "2026-02-29",
            "yesterday",
            "0001-01-01T00:00:00",
            "April 2026",
            "12",
            "1970-01-01T00:00:00Z",
            "2026-04-14T99:00",
            "é".repeat(99).as_str(),
        ] {
            check(wrong, "");
        }
    }

    #[test]
    fn counts_seconds() {
        let parse = |text| Moment::parse(text).unwrap();
        assert_eq!(parse("2026-04-14T09:30:00+02:00").unix(), Some(1_776_151_800));
        assert_eq!(parse("2026-04-14T09:30:00").unix(), None);
        for seconds in [951_782_399, 951_868_800, 1_776_159_000, -86_400 * 365] {
            assert_eq!(Moment::from_unix(seconds).unwrap().unix(), Some(seconds));
        }
    }
}
