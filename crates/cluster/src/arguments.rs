use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

/// Batches of dispatches on many machines.
#[derive(Parser, Debug)]
#[command(name = "sayso-cluster", version, propagate_version = true, max_term_width = 100)]
#[command(after_help = "\
There is no protection by passwords: keep scheduler and executors on a network of their own.
Exit codes: 0 found or done, 1 nothing found, 2 trouble.")]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand, Debug)]
pub enum Command {
    /// Hand tasks to executors, until it is stopped
    Scheduler(Scheduler),
    /// Do tasks of a scheduler, until it is stopped
    Executor(Executor),
    /// `sayso batch`, with its plans run by a scheduler's executors
    Batch(Box<Distributed>),
}

#[derive(Args, Debug)]
#[command(
    after_help = "Example:\n  sayso-cluster scheduler --bind 0.0.0.0 --name scheduler.example"
)]
pub struct Scheduler {
    /// Address to answer on
    #[arg(long, default_value = "127.0.0.1", value_name = "ADDRESS")]
    pub bind: std::net::IpAddr,
    /// Port to answer on
    #[arg(long, default_value_t = 50050, value_name = "PORT")]
    pub port: u16,
    /// The name by which executors and batches reach it
    #[arg(long, default_value = "localhost", value_name = "HOST")]
    pub name: String,
    /// Seconds without a sign after which an executor is given up and its tasks go to others
    #[arg(long, default_value_t = 60, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(3..=3600))]
    pub patience: u64,
}

#[derive(Args, Debug)]
#[command(after_help = "\
Example:
  sayso-cluster executor --scheduler scheduler.example:50050 --bind 0.0.0.0 --work /scratch")]
pub struct Executor {
    /// Host and port of the scheduler
    #[arg(long, default_value = "localhost:50050", value_name = "HOST:PORT")]
    pub scheduler: String,
    /// Address to answer on
    #[arg(long, default_value = "127.0.0.1", value_name = "ADDRESS")]
    pub bind: std::net::IpAddr,
    /// Port for results; 0 for any that is free
    #[arg(long, default_value_t = 50051, value_name = "PORT")]
    pub port: u16,
    /// Port for tasks; 0 for any that is free
    #[arg(long, default_value_t = 50052, value_name = "PORT")]
    pub task_port: u16,
    /// The name by which others reach it [default: where the scheduler sees it come from]
    #[arg(long, value_name = "HOST")]
    pub name: Option<String>,
    /// Folder for results on their way [default: a new one for temporary files]
    #[arg(long, value_name = "DIR")]
    pub work: Option<PathBuf>,
    /// How many tasks to do at once [default: one a core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
    /// Memory for comparing dispatches, in MiB; what doesn't fit goes to disk for a while
    #[arg(long, default_value_t = 1024, value_name = "MIB", value_parser = clap::value_parser!(u32).range(64..=1_000_000))]
    pub memory: u32,
    /// Seconds between two signs of life
    #[arg(long, default_value_t = 10, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=600))]
    pub sign: u64,
}

#[derive(Args, Debug)]
pub struct Distributed {
    /// Host and port of the scheduler
    #[arg(long, default_value = "localhost:50050", value_name = "HOST:PORT")]
    pub scheduler: String,
    /// Tasks that a plan is cut into; some times the cores of all executors
    #[arg(long, default_value_t = 64, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub tasks: u32,
    #[command(flatten)]
    pub batch: sayso_batch::arguments::Batch,
}

/// Host and port of an address such as `scheduler.example:50050`.
pub fn host_and_port(address: &str) -> anyhow::Result<(String, u16)> {
    let parts = address.rsplit_once(':');
    let parts = parts.and_then(|(host, port)| Some((host.to_owned(), port.parse().ok()?)));
    parts.ok_or_else(|| {
        anyhow::anyhow!("{address:?} is no host and port; write it like scheduler.example:50050")
    })
}

#[cfg(test)]
mod tests {
    use yaml_rust2::{Yaml, YamlLoader};

    use super::*;

    #[test]
    fn the_definition_holds() {
        use clap::CommandFactory;
        Arguments::command().debug_assert();
    }

    /// Every `args` or `command` of the manifests, with the ports that stand beside it.
    fn commands(manifest: &str) -> Vec<(Vec<String>, Vec<i64>)> {
        fn walk(value: &Yaml, found: &mut Vec<(Vec<String>, Vec<i64>)>) {
            let Some(map) = value.as_hash() else {
                return value.as_vec().into_iter().flatten().for_each(|it| walk(it, found));
            };
            for key in ["args", "command"] {
                if let Some(words) = value[key].as_vec() {
                    let word = |it: &Yaml| it.as_str().expect("words are strings").to_owned();
                    let ports = value["ports"].as_vec().into_iter().flatten();
                    let ports = ports.filter_map(|port| port["containerPort"].as_i64());
                    found.push((words.iter().map(word).collect(), ports.collect()));
                }
            }
            map.values().for_each(|it| walk(it, found));
        }
        let mut found = Vec::new();
        for document in YamlLoader::load_from_str(manifest).expect("it is YAML") {
            walk(&document, &mut found);
        }
        found
    }

    #[test]
    fn the_manifests_say_what_the_program_understands() {
        for manifest in [
            include_str!("../../../deploy/compose.yaml"),
            include_str!("../../../deploy/kubernetes.yaml"),
        ] {
            let commands = commands(manifest);
            let names: Vec<&str> = commands.iter().map(|(words, _)| words[0].as_str()).collect();
            assert_eq!(names, ["scheduler", "executor", "batch"]);
            for (words, ports) in &commands {
                let typed =
                    std::iter::once("sayso-cluster").chain(words.iter().map(String::as_str));
                let typed = match Arguments::try_parse_from(typed) {
                    Ok(typed) => typed,
                    Err(error) => {
                        assert_eq!(error.kind(), clap::error::ErrorKind::DisplayHelp, "{error}");
                        continue;
                    }
                };
                let told = match typed.command {
                    Command::Scheduler(it) => vec![it.port],
                    Command::Executor(it) => vec![it.port, it.task_port],
                    Command::Batch(_) => Vec::new(),
                };
                let told: Vec<i64> = told.into_iter().map(i64::from).collect();
                assert!(ports.is_empty() || *ports == told, "{words:?} and {ports:?}");
            }
        }
    }

    #[test]
    fn addresses_are_host_and_port() {
        assert_eq!(host_and_port("a.example:7").ok(), Some(("a.example".to_owned(), 7)));
        for wrong in ["a.example", "a:b", "a:70000"] {
            assert!(host_and_port(wrong).is_err(), "{wrong}");
        }
    }
}
