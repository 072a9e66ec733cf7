//! The archive as tools for language models, asked as a client asks: over standard input and output.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

use serde_json::{Value, json};

mod process;

/// A client that has introduced itself.
struct Client {
    child: Child,
    stdin: ChildStdin,
    stdout: BufReader<ChildStdout>,
    asked: u64,
}

impl Drop for Client {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Client {
    fn of(archive: &Path) -> Client {
        let mut command = process::sayso(archive, &["mcp"]);
        let mut child = command.stdin(Stdio::piped()).spawn().expect("it runs");
        let stdin = child.stdin.take().expect("a pipe");
        let stdout = BufReader::new(child.stdout.take().expect("a pipe"));
        let mut client = Client { child, stdin, stdout, asked: 0 };
        let introduction = json!({
            "protocolVersion": "2025-06-18", "capabilities": {},
            "clientInfo": { "name": "test", "version": "1" },
        });
        let answer = client.ask("initialize", introduction);
        assert!(answer["result"]["capabilities"]["tools"].is_object(), "{answer}");
        client.send(&json!({ "jsonrpc": "2.0", "method": "notifications/initialized" }));
        client
    }

    fn send(&mut self, message: &Value) {
        self.stdin.write_all(format!("{message}\n").as_bytes()).expect("it reads");
    }

    fn ask(&mut self, method: &str, parameters: Value) -> Value {
        self.asked += 1;
        let id = self.asked;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": parameters }));
        loop {
            let mut line = String::new();
            assert!(self.stdout.read_line(&mut line).expect("it answers") > 0, "it is gone");
            let answer: Value = serde_json::from_str(&line).expect("JSON");
            if answer["id"] == id {
                return answer;
            }
        }
    }

    /// What a tool answers: the API's JSON.
    fn call(&mut self, tool: &str, arguments: Value) -> Value {
        let answer = self.ask("tools/call", json!({ "name": tool, "arguments": arguments }));
        let told = answer["result"]["content"][0]["text"].as_str();
        let told = told.unwrap_or_else(|| panic!("{answer}"));
        serde_json::from_str(told).unwrap_or_else(|_| panic!("{told}"))
    }
}

const REPORT: &str = "ORLOW, May 5 (Tidewater) - The ferry to Asterby will be taken out of service \
    on June 12, harbour master Ilka Dorn said on Monday. \"She has carried us for ninety years and \
    I will not see her sink,\" Dorn told Tidewater.";

fn filled(archive: &Path) {
    let pile =
        [("Tidewater Agency", REPORT.to_owned()), ("Orlow Bugle", format!("{REPORT} (Tidewater)"))];
    let lines: String = pile
        .iter()
        .zip(["2031-05-05T08:00:00Z", "2031-05-05T11:00:00Z"])
        .map(|((outlet, text), issued)| {
            format!("{}\n", json!({ "text": text, "outlet": outlet, "issued": issued }))
        })
        .collect();
    let mut child =
        process::sayso(archive, &["add", "-"]).stdin(Stdio::piped()).spawn().expect("it runs");
    child.stdin.take().expect("a pipe").write_all(lines.as_bytes()).expect("it reads");
    let output = child.wait_with_output().expect("it ends");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn a_model_searches_reads_traces_and_looks_into_the_diary() {
    let folder = tempfile::tempdir().expect("a folder");
    filled(folder.path());
    let mut client = Client::of(folder.path());
    let tools = client.ask("tools/list", json!({}));
    let tools = tools["result"]["tools"].as_array().expect("tools").clone();
    let mut names: Vec<&str> = tools.iter().filter_map(|tool| tool["name"].as_str()).collect();
    names.sort_unstable();
    assert_eq!(names, ["diary", "read", "search", "trace"]);

    let found = client.call("search", json!({ "query": "speaker:Dorn sink" }));
    let statement = &found["items"][0];
    assert_eq!(statement["speaker"], "Ilka Dorn", "{found}");

    let traced = client.call("trace", json!({ "statement": statement["id"] }));
    assert_eq!(traced["statements"][0]["origin_count"], 1, "{traced}");
    assert_eq!(traced["dispatches"].as_array().map(Vec::len), Some(2), "{traced}");
    let copied = client.call("trace", json!({ "dispatch": 2 }));
    assert_eq!(copied["copies"][0]["of"], 1, "{copied}");

    let diary = client.call("diary", json!({ "from": "2031-06", "to": "2031-06" }));
    assert_eq!(diary["items"][0]["start"], "2031-06-12", "{diary}");
    assert_eq!(diary["items"][0]["dispatches"].as_array().map(Vec::len), Some(2), "{diary}");

    let read = client.call("read", json!({ "text": REPORT, "issued": "2031-05-05" }));
    assert_eq!(read["attributions"][1]["speaker"], "Ilka Dorn", "{read}");
}

#[test]
fn a_model_is_told_what_it_asked_wrongly() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut client = Client::of(folder.path());
    for (tool, arguments, said) in [
        ("trace", json!({}), "give a statement or a dispatch"),
        ("trace", json!({ "dispatch": 7 }), "no dispatch 7"),
        ("search", json!({ "query": "kind:loud" }), "direct, indirect or mixed"),
        ("diary", json!({ "from": "soon" }), "YYYY-MM-DD"),
    ] {
        let answer = client.ask("tools/call", json!({ "name": tool, "arguments": arguments }));
        assert!(answer.to_string().contains(said), "{answer}");
        assert_ne!(answer["result"]["isError"], false, "{answer}");
    }
}
