//! A disk that is full and an archive that may not be written: a clear error, nothing lost that was
//! acknowledged, nothing damaged.

mod process;

use std::path::Path;
use std::process::{Command, Stdio};

use process::{Ended, STREAM, end, feed, holds, number, sayso, text};
use tempfile::TempDir;

/// Adds dispatches without end until the program gives up.
fn fill(archive: &Path, writer: &str, mut command: Command) -> Ended {
    let mut child = command.stdin(Stdio::piped()).spawn().expect("the program starts");
    feed(&mut child, writer, usize::MAX);
    let ended = end(child, None);
    assert_eq!(ended.code, Some(2), "{}", ended.errors);
    assert_eq!(ended.errors.lines().count(), 1, "{}", ended.errors);
    holds(archive, &ended.told, |source| text(writer, number(source)));
    ended
}

/// There is room again: what was there is found, and more can be added.
fn goes_on(archive: &Path, before: &Ended) {
    let mut child =
        sayso(archive, &STREAM).stdin(Stdio::piped()).spawn().expect("the program starts");
    feed(&mut child, "later", 100);
    let ended = end(child, None);
    assert_eq!((ended.code, ended.errors.as_str(), ended.told.len()), (Some(0), "", 100));
    holds(archive, &ended.told, |source| text("later", number(source)));
    let last = *before.told.keys().last().expect("some were acknowledged");
    assert!(ended.told.keys().all(|item| *item > last), "numbers are never given twice");
    let check = sayso(archive, &["archive", "check"]).output().expect("it runs");
    assert_eq!(check.status.code(), Some(0), "{}", String::from_utf8_lossy(&check.stdout));
}

/// The system lets no file grow beyond a mebibyte.
#[test]
fn a_file_that_may_not_grow_is_a_clear_error() {
    let folder = TempDir::new().expect("a folder");
    let mut command = Command::new("sh");
    command.args(["-c", "trap '' XFSZ; ulimit -f 2048; exec \"$0\" \"$@\""]);
    command.arg(env!("CARGO_BIN_EXE_sayso")).args(STREAM).arg("--archive").arg(folder.path());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let ended = fill(folder.path(), "limited", command);
    assert!(ended.errors.contains("is the disk full or failing?"), "{}", ended.errors);
    goes_on(folder.path(), &ended);
}

/// A small file system of its own, where this user may make one.
struct Disk(TempDir);

impl Disk {
    fn new(size: &str) -> Option<Disk> {
        let folder = TempDir::new().expect("a folder");
        let made = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &format!("size={size}"), "tmpfs"])
            .arg(folder.path())
            .stderr(Stdio::null())
            .status();
        if made.is_ok_and(|status| status.success()) {
            return Some(Disk(folder));
        }
        eprintln!("skipped: this user may not mount a file system");
        None
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn remount(&self, options: &str) {
        let options = format!("remount,{options}");
        let status = Command::new("mount").args(["-o", &options]).arg(self.path()).status();
        assert!(status.is_ok_and(|status| status.success()));
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.path()).status();
    }
}

#[test]
fn a_full_disk_is_a_clear_error() {
    let Some(disk) = Disk::new("2m") else { return };
    let ended = fill(disk.path(), "full", sayso(disk.path(), &STREAM));
    assert!(ended.errors.contains("no space is left for the archive"), "{}", ended.errors);
    // What is there is found on the full disk too.
    let found = sayso(disk.path(), &["search", "rained"]).output().expect("it runs");
    assert_eq!(found.status.code(), Some(0), "{}", String::from_utf8_lossy(&found.stderr));
    disk.remount("size=64m");
    goes_on(disk.path(), &ended);
}

/// What may be asked of an archive that can't be written.
fn can_be_read_alone(archive: &Path) {
    for arguments in [&["search", "rained"][..], &["archive", "check"], &["archive", "stats"]] {
        let ran = sayso(archive, arguments).output().expect("it runs");
        let error = String::from_utf8_lossy(&ran.stderr);
        assert_eq!((ran.status.code(), &*error), (Some(0), ""), "{arguments:?}");
    }
    let mut child =
        sayso(archive, &STREAM).stdin(Stdio::piped()).spawn().expect("the program starts");
    feed(&mut child, "late", 10);
    let ended = end(child, None);
    assert_eq!((ended.code, ended.told.len()), (Some(2), 0), "{}", ended.errors);
    assert!(ended.errors.contains("the archive may not be written"), "{}", ended.errors);
    assert_eq!(ended.errors.lines().count(), 1, "{}", ended.errors);
}

fn small(archive: &Path) {
    let mut child =
        sayso(archive, &STREAM).stdin(Stdio::piped()).spawn().expect("the program starts");
    feed(&mut child, "early", 10);
    assert_eq!(end(child, None).told.len(), 10);
}

#[test]
fn an_archive_on_a_read_only_disk_can_be_read() {
    let Some(disk) = Disk::new("16m") else { return };
    small(disk.path());
    disk.remount("ro");
    can_be_read_alone(disk.path());
}

#[cfg(unix)]
#[test]
fn an_archive_without_permission_can_be_read() {
    use std::fs::{Permissions, metadata, set_permissions};
    use std::os::unix::fs::{MetadataExt, PermissionsExt};

    let folder = TempDir::new().expect("a folder");
    if metadata(folder.path()).expect("it is there").uid() == 0 {
        eprintln!("skipped: root may write anything");
        return;
    }
    small(folder.path());
    let forbid = |path: &Path, mode| {
        set_permissions(path, Permissions::from_mode(mode)).expect("it is set");
    };
    forbid(&folder.path().join("archive.sqlite"), 0o444);
    forbid(folder.path(), 0o555);
    can_be_read_alone(folder.path());
    forbid(folder.path(), 0o755);
}
