//! What stops a run without a kill: a disk that takes no more, and somebody who asks it to end. It
//! says what happened, loses nothing, and the same command goes on.

#![cfg(unix)]

mod process;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use process::{errors, lines, run, sayso, tables};

/// An input, and the command that makes tables of it in a folder.
struct Case {
    root: tempfile::TempDir,
    input: String,
}

impl Case {
    fn new() -> Case {
        let root = tempfile::tempdir().expect("a folder");
        let input = root.path().join("news.jsonl");
        fs::write(&input, lines(10)).expect("it is written");
        let input = input.display().to_string();
        Case { root, input }
    }

    fn out(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    /// Small parts, so that there is a middle.
    fn arguments(&self, out: &Path) -> Vec<String> {
        let out = out.display().to_string();
        ["batch", &self.input, "--out", &out, "--batch", "2"].map(str::to_owned).to_vec()
    }

    /// Goes on in a folder; its tables are those of a run that nothing disturbed.
    fn goes_on(&self, out: &Path) {
        for folder in [out, &self.out("whole")] {
            let arguments = self.arguments(folder);
            let (code, said) = run(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
            assert_eq!(code, Some(0), "{said}");
        }
        assert_eq!(tables(out), tables(&self.out("whole")));
    }
}

/// Files may not grow beyond a bound: a part that is larger can't be written, and its start is not
/// taken for the whole.
#[test]
fn a_disk_that_takes_no_more_loses_nothing() {
    let case = Case::new();
    let out = case.out("full");
    // Blocks of 512 bytes, or of 1024: enough for the journal, not for dispatches.
    let limited = Command::new("sh")
        .args(["-c", "trap '' XFSZ; ulimit -f 4; exec \"$0\" \"$@\""])
        .arg(env!("CARGO_BIN_EXE_sayso-batch"))
        .args(case.arguments(&out))
        .output()
        .expect("it starts");
    let said = errors(&limited);
    assert_eq!(limited.status.code(), Some(2), "{said}");
    let advice = "nothing is lost; mend it and give the same command again";
    assert!(said.contains("cannot write") && said.contains(advice), "{said}");
    case.goes_on(&out);
}

/// An interrupt ends it behind the step on hand.
#[test]
fn an_interrupt_ends_it_behind_the_part_on_hand() {
    let case = Case::new();
    let out = case.out("stopped");
    let arguments = case.arguments(&out);
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let child = sayso(&arguments).stderr(Stdio::piped()).spawn().expect("it starts");
    let journal = out.join("progress.jsonl");
    let read = || fs::read_to_string(&journal).map_or(0, |it| it.matches("\"read\"").count());
    for _ in 0..2400 {
        if read() > 0 {
            break;
        }
        thread::sleep(Duration::from_millis(25));
    }
    let sent = Command::new("kill").args(["-INT", &child.id().to_string()]).status();
    assert!(sent.is_ok_and(|status| status.success()));
    let ended = child.wait_with_output().expect("it ends");
    let said = errors(&ended);
    assert_eq!(ended.status.code(), Some(2), "{said}");
    assert!(said.contains("nothing is lost, and the same command goes on from here"), "{said}");
    let left = fs::read_to_string(&journal).expect("there is a journal");
    assert!(left.ends_with('\n') && !left.contains("\"finished\""), "{left}");
    case.goes_on(&out);
}
