//! What an expression means before it is anchored to a day.

/// Units of the calendar and the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Night,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
    Millennium,
}

/// Seasons, as TIMEX3 abbreviates them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Season {
    Spring,
    Summer,
    Fall,
    Winter,
}

impl Season {
    pub(crate) fn code(self) -> &'static str {
        match self {
            Season::Spring => "SP",
            Season::Summer => "SU",
            Season::Fall => "FA",
            Season::Winter => "WI",
        }
    }

    /// Its middle month on the northern half of the globe.
    pub(crate) fn month(self) -> u8 {
        match self {
            Season::Spring => 4,
            Season::Summer => 7,
            Season::Fall => 10,
            Season::Winter => 1,
        }
    }
}

/// Parts of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Part {
    Morning,
    Afternoon,
    Evening,
    Night,
}

impl Part {
    pub(crate) fn code(self) -> &'static str {
        match self {
            Part::Morning => "MO",
            Part::Afternoon => "AF",
            Part::Evening => "EV",
            Part::Night => "NI",
        }
    }
}

/// Which one of several is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Which {
    /// Tense decides.
    Bare,
    /// "this", "the current".
    This,
    /// "last", "the past": counted from the day of issue.
    Last,
    /// "next", "the coming".
    Next,
    /// "the previous", "the … before": counted from what was named before.
    Before,
    /// "the following": likewise.
    After,
    /// "that", "the same": what was named before.
    That,
    /// Ahead, whatever the tense ("Saturday week").
    Coming,
    /// "the full year" of a company's figures.
    Reported,
    /// "the", where what was named before or tense decides.
    The,
}

/// From where a shift is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Origin {
    /// The day of issue ("ago", "from now").
    Issue,
    /// What was named before ("earlier", "later").
    Named,
    /// The event that the word at this index names ("after the vote").
    Event(usize),
}

/// A count of units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Count {
    /// So many halves.
    Halves(u32),
    /// "several", "a few", a bare plural.
    Some,
}

impl Count {
    pub(crate) const ONE: Count = Count::Halves(2);

    pub(crate) fn whole(n: u32) -> Count {
        Count::Halves(n.saturating_mul(2))
    }
}

/// A day of the month in a year that may be left open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct MonthDay {
    pub(crate) year: Option<i16>,
    pub(crate) month: u8,
    pub(crate) day: u8,
    pub(crate) weekday: Option<u8>,
}

/// A moment of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Clock {
    pub(crate) hour: u8,
    pub(crate) minute: Option<u8>,
}

/// Days with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Holiday {
    /// Always on this month and day.
    Fixed(u8, u8),
    /// The nth (or last, -1) weekday of a month.
    Nth(i8, u8, u8),
    /// So many days from Easter Sunday.
    Easter(i16),
    /// The Tuesday after the first Monday of November.
    Election,
}

/// A year, said or left to be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum InYear {
    Open,
    Year(i16),
    Which(Which),
}

/// The meaning of an expression.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Meaning {
    Day(MonthDay),
    /// "the 15th": a day of a month that is left open.
    DayOfMonth(u8),
    Month(u8, InYear),
    Year(i16),
    /// First three digits.
    Decade(i16),
    /// First two digits.
    Century(i16),
    Weekday(u8, Which),
    /// "Friday 31": the nearest month in which they meet.
    WeekdayDate(u8, u8),
    /// The nth (-1: last) day, week or month of a period.
    PartOf(i8, Unit, Box<Meaning>),
    /// Days from today.
    FromToday(i32),
    /// "the day before yesterday": days from another day.
    DaysFrom(i32, Box<Meaning>),
    Period(Unit, Which),
    Quarter(u8, InYear),
    Half(u8, InYear),
    Season(Season, InYear),
    Holiday(Holiday, InYear),
    /// "ago", "earlier", "after": negative counts back.
    Shift(Count, Unit, bool, Origin),
    Part(Box<Meaning>, Part),
    /// A clock time, of a day that may be left open.
    Clock(Option<Box<Meaning>>, Clock),
    /// The nth (-1: last) weekday or day of a month.
    NthOf(i8, u8, Box<Meaning>),
    /// The week or weekend that holds a day.
    Holding(Unit, Box<Meaning>),
    /// "the 1988 period": the business period in hand, in that year.
    PeriodOfYear(i16),
    /// The last day of a period, only where the text names its end.
    EndOf(Box<Meaning>),
    Range(Box<Meaning>, Box<Meaning>),
    Duration(Vec<(Count, Unit)>),
    /// A repeated time by its value.
    Set(String),
    /// The calendar word for past, present or future.
    Vague(&'static str),
    /// On the same day as the event that the word at this index names.
    DayOfEvent(usize),
}
