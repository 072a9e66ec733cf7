//! `kill -9` at many moments: the same command goes on, and the tables are those of a run that
//! nobody disturbed: no row twice, none missing.

mod process;

use std::fs;
use std::process::Stdio;
use std::thread;
use std::time::Duration;

use process::{lines, run, sayso, tables};

#[test]
fn a_run_that_is_killed_goes_on_where_it_was() {
    let root = tempfile::tempdir().expect("a folder");
    let input = root.path().join("news.jsonl");
    fs::write(&input, lines(10)).expect("it is written");
    let input = input.display().to_string();
    for (series, more) in [&[][..], &["--no-read"]].into_iter().enumerate() {
        let made = |name: &str| {
            let out = root.path().join(format!("{name}-{series}"));
            let shown = out.display().to_string();
            let arguments = ["batch", &input, "--out", &shown, "--batch", "2"];
            (out, [&arguments[..], more].concat().into_iter().map(str::to_owned).collect())
        };
        let (whole, arguments): (_, Vec<String>) = made("whole");
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let (code, said) = run(&arguments);
        assert_eq!(code, Some(0), "{said}");
        let (out, arguments): (_, Vec<String>) = made("killed");
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let (mut kills, mut moments) = (0, Vec::new());
        for round in 0_u64.. {
            assert!(round < 400, "it never ends");
            // Moments that begin early and drift apart; in the end it is left alone.
            let after = Duration::from_millis(60 + round * 37 % 400 + 6 * round);
            let mut child = sayso(&arguments).stderr(Stdio::piped()).spawn().expect("it starts");
            thread::sleep(after);
            let ended = child.try_wait().expect("it is looked at");
            let done = |out: &std::path::Path| {
                fs::read_to_string(out.join("progress.jsonl")).map_or(0, |it| it.lines().count())
            };
            match ended {
                Some(status) => {
                    let output = child.wait_with_output().expect("it ended");
                    assert!(status.success(), "{}", process::errors(&output));
                    break;
                }
                None => {
                    child.kill().expect("it is killed");
                    child.wait().expect("it is dead");
                    kills += 1;
                    moments.push(done(&out));
                }
            }
        }
        moments.dedup();
        eprintln!("{kills} kills, at {} states of the journal", moments.len());
        assert!(moments.len() >= 5, "too few to say anything: {moments:?}");
        assert_eq!(tables(&whole), tables(&out));
    }
}
