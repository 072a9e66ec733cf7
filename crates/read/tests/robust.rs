//! Whatever the text: no crash, no quadratic time, spans that slice it.

mod support;

use std::time::{Duration, Instant};

use sayso_model::Model;
use sayso_read::{Dispatch, Reader, Reading};
use support::{check_invariants, reader, texts};

fn read(reader: &Reader, text: &str) -> Reading {
    let reading = reader.read(&Dispatch::new(text));
    check_invariants(text, &reading);
    reading
}

const PROSE: &str = "“The lock was dry,” keeper Enid Shaw said on Monday, according to the Osk \
    news service. It was not clear who had opened it.\n";

#[test]
fn odd_texts() {
    let reader = reader();
    let many = |piece: &str| piece.repeat(300);
    let odd = [
        String::new(),
        " ".into(),
        "\u{feff}".into(),
        "\u{feff}“Yes,” she said.".into(),
        "said".into(),
        ":".into(),
        "“".into(),
        "“”".into(),
        "\"\"\"\"\"".into(),
        many("\n"),
        many("\r\n"),
        many("\r"),
        many("\0"),
        many(" \u{a0}\u{2009}\u{3000}"),
        many("said "),
        many("“He said "),
        many("” said he "),
        many("according to "),
        many("( [ { "),
        many("a: b: "),
        many("- — – "),
        many("..."),
        many("א‏אמר „לא“ הוא אמר. "),
        many("قال: «لا نعلم» يوم الاثنين. "),
        many("記者会で「知らない」と語った。"),
        many("👩‍👩‍👧‍👦 said “🦀🇳🇴”, "),
        many("z\u{0351}\u{0321}a\u{0300}\u{0301} said e\u{0301}e\u{0301}. "),
        many("\u{202e}dias eh\u{202c} "),
        many("\u{1F600}\u{FE0F}\u{200D}"),
        "\u{301}\u{301}said\u{301} “\u{301}”\u{301}".into(),
        "x".repeat(20_000),
        "“".repeat(300) + &"”".repeat(300),
        "Ms Brandt said: “He\0llo\0.”\u{0}".into(),
        "CORIN, May 3 (Meridian) – ".into(),
        "“If they go,\r\n” said Ruiz,\r\n\r\n\r\n “we stay.".into(),
    ];
    for text in &odd {
        read(&reader, text);
    }
}

/// Texts cut anywhere are read without a crash, as a flash that broke off would be.
#[test]
fn truncated_texts() {
    let reader = reader();
    let text = "CORIN, May 3 (Meridian) – “Zoë said ‘no’ — twice,” the mayor told Radio Veld…\n\n\
        She added: «It’s late.» (Reporting by Ola Brekke)";
    for (end, _) in text.char_indices() {
        read(&reader, &text[..end]);
        read(&reader, &text[end..]);
    }
}

/// A reader quick enough for long texts in an unoptimised build: the rules with the tiny random
/// model, which sees attributions everywhere.
fn tiny_reader() -> Reader {
    static TINY: &[u8] = include_bytes!("../../model/tests/tiny.safetensors");
    Reader::new(Model::load(TINY).expect("the tiny model loads"))
}

/// Time grows with the length and not with its square: four times the text, at most eight times
/// the time, where the square would take sixteen. What other processes take of the machine is in
/// the time too, so the first of three tries that is good enough holds.
fn grows_linearly(name: &str, make: impl Fn(usize) -> String, length: usize) {
    grows_linearly_with(&Reader::rules_only(), name, &make, length);
    // The random model is slow where it sees a cue in every other word.
    grows_linearly_with(&tiny_reader(), name, &make, length / 8);
}

fn grows_linearly_with(reader: &Reader, name: &str, make: impl Fn(usize) -> String, length: usize) {
    let (short, long) = (make(length), make(4 * length));
    let time = |text: &str| -> Duration {
        let started = Instant::now();
        read(reader, text);
        started.elapsed()
    };
    let mut tries = Vec::new();
    for _ in 0..3 {
        let (first, second) = (time(&short).max(Duration::from_millis(20)), time(&long));
        if second < 8 * first {
            return;
        }
        tries.push((first, second));
    }
    panic!("{name}: {tries:?} for a text and for four times that text");
}

/// `piece` over and over, about `bytes` long.
fn repeated(piece: &str) -> impl Fn(usize) -> String + '_ {
    move |bytes| piece.repeat(bytes / piece.len() + 1)
}

#[test]
fn paragraphs_grow_linearly() {
    grows_linearly("paragraphs", repeated(PROSE), 60_000);
}

#[test]
fn a_single_line_grows_linearly() {
    grows_linearly("a line", repeated(&PROSE.replace('\n', " ")), 60_000);
}

#[test]
fn quotation_marks_grow_linearly() {
    for (name, piece) in [
        ("straight marks", "\""),
        ("single marks", "'"),
        ("opening marks", "“"),
        ("closing marks", "”"),
        ("angle marks", "»"),
        ("quoted words", "\"a\" "),
        ("opened words", "“a "),
        ("opened paragraphs", "“a.\n\n"),
        ("single words", "'a 'b' c' "),
    ] {
        grows_linearly(name, |marks| piece.repeat(marks), 25_000);
    }
}

#[test]
fn emptiness_grows_linearly() {
    for (name, piece) in [("newlines", "\n"), ("blanks", " "), ("zeros", "\0"), ("colons", ":")] {
        grows_linearly(name, |count| piece.repeat(count), 250_000);
    }
    grows_linearly("one word", |count| "x".repeat(count), 250_000);
    grows_linearly("brackets", |count| "(".repeat(count), 100_000);
    grows_linearly("dates", repeated("Monday, May 3, "), 100_000);
    grows_linearly("names", repeated("Ola Brekke and Ms Shaw of TASS "), 100_000);
}

/// Invariants over every text at hand, and the same result on eight threads as on one.
#[test]
fn real_texts() {
    let reader = reader();
    let mut all = texts("samples");
    for folder in ["../shared/seed", "../shared/dispatches"] {
        all.extend(texts(folder));
    }
    all.extend(texts("../shared/polnear/dev/text").into_iter().take(4));
    let one: Vec<Reading> = all.iter().map(|(_, text)| read(&reader, text)).collect();
    // A few are enough for the threads to meet.
    let some = &all[..all.len().min(4)];
    let eight: Vec<Vec<Reading>> = std::thread::scope(|scope| {
        let work = || some.iter().map(|(_, text)| read(&reader, text)).collect();
        let threads: Vec<_> = (0..8).map(|_| scope.spawn(work)).collect();
        threads.into_iter().map(|thread| thread.join().expect("a reading")).collect()
    });
    for readings in eight {
        for ((path, _), (alone, beside)) in some.iter().zip(one.iter().zip(&readings)) {
            assert_eq!(alone, beside, "{} is read differently on threads", path.display());
        }
    }
}

/// The sizes that are promised.
#[test]
#[ignore = "slow unless optimised: cargo test --release -p sayso-read --test robust -- --ignored"]
fn large_texts() {
    let reader = reader();
    for (name, text) in [
        ("10 MB", repeated(PROSE)(10_000_000)),
        ("a line of 1 MB", repeated(&PROSE.replace('\n', " "))(1_000_000)),
        ("100,000 quotation marks", "\"".repeat(100_000)),
        ("100,000 quotations", "“a” ".repeat(100_000)),
    ] {
        let started = Instant::now();
        let reading = read(&reader, &text);
        let (time, found) = (started.elapsed(), reading.attributions.len());
        println!("{name}: {found} attributions in {time:?}");
    }
}
