//! A scheduler and two executors as processes on this machine: the tables are those of one
//! machine, row for row, also when an executor is killed on the way.

mod processes;
#[path = "../../batch/tests/rows/mod.rs"]
mod rows;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Child;

use processes::{Cluster, until};
use sayso_batch::arguments::Batch;
use sayso_batch::{job, session};

const PROGRAM: &str = env!("CARGO_BIN_EXE_sayso-cluster");

/// The same job on this machine.
fn alone(input: &str, out: &Path) {
    use clap::Parser;
    #[derive(Parser)]
    struct Typed {
        #[command(flatten)]
        batch: Batch,
    }
    let out = out.display().to_string();
    let typed = Typed::parse_from(["test", input, "--batch", "8", "--out", &out]);
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let context = session::local(2, 256 << 20, None).expect("an engine");
        let work = async move {
            let job = typed.batch.job().await.expect("a job");
            job::run(&job, &context).await.expect("it runs")
        };
        tokio::spawn(work).await.expect("it ends");
    });
}

fn ended(child: Child) {
    let output = child.wait_with_output().expect("it ends");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn a_cluster_makes_the_tables_of_one_machine_also_when_an_executor_dies() {
    let root = tempfile::tempdir().expect("a folder");
    let input = root.path().join("news.jsonl");
    fs::write(&input, rows::lines(36)).expect("it is written");
    let input = input.display().to_string();
    let folder = |name: &str| -> PathBuf { root.path().join(name) };
    alone(&input, &folder("alone"));
    let wanted = rows::tables(&folder("alone"));
    assert!(wanted["attributions"].len() > 100 && wanted["copies"].len() > 10);
    let mut cluster = Cluster::start(PROGRAM.as_ref(), root.path(), 2);
    let batch = |cluster: &Cluster, out: &str| {
        let out = folder(out).display().to_string();
        cluster.batch(&["--tasks", "4", "--batch", "8", &input, "--out", &out])
    };
    ended(batch(&cluster, "whole"));
    assert_eq!(rows::tables(&folder("whole")), wanted);
    let child = batch(&cluster, "hurt");
    let journal = folder("hurt").join("progress.jsonl");
    until("the middle of the reading", || {
        fs::read_to_string(&journal).is_ok_and(|it| it.matches("\"read\"").count() >= 2)
    });
    drop(cluster.executors.remove(0));
    let read = fs::read_to_string(&journal).expect("a journal").matches("\"read\"").count();
    ended(child);
    assert!(read < 7, "it was killed when all was read");
    assert_eq!(rows::tables(&folder("hurt")), wanted);
}
