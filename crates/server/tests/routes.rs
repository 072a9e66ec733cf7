//! Every route of the API, through the real router.

mod common;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use common::{Asked, desk};
use serde_json::{Value, json};

const TEXT: &str = "LISSE, April 14 (KNA) - The quay is closed, the port authority said.\n\n\
    \"We have counted everybody,\" said harbour master Ilka Dorn. \"The roof is in the river.\"\n\n\
    Exports will move to Halm, according to Meridor Grain.\n";

async fn kept(desk: &Asked) -> i64 {
    let body = json!({ "text": TEXT, "issued": "2026-04-14", "publisher": "Kestrel News Agency" });
    let answer = desk.post("/api/v1/dispatches", &body).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.body);
    answer.json()["id"].as_i64().expect("a number")
}

#[tokio::test]
async fn the_page_comes_at_every_address_and_its_files_do() {
    let desk = desk();
    for path in ["/", "/search?q=quay", "/dispatch/1"] {
        let answer = desk.get(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        assert!(answer.body.contains("<main"), "{path}");
    }
    let page = desk.get("/").await.body;
    let names = page.split('"').filter_map(|part| part.strip_prefix("/assets/"));
    let mut asked = 0;
    for name in names {
        assert_eq!(desk.get(&format!("/assets/{name}")).await.status, StatusCode::OK, "{name}");
        asked += 1;
    }
    assert!(asked >= 3, "the page names its files");
    assert_eq!(desk.get("/assets/none.js").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_dispatch_is_read_and_nothing_is_kept() {
    let desk = desk();
    let answer = desk.post("/api/v1/read", &json!({ "text": TEXT })).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    let reading = answer.json();
    let speakers: Vec<_> = reading["attributions"].as_array().unwrap().iter().collect();
    assert!(speakers.iter().any(|one| one["speaker"] == "Ilka Dorn"), "{}", answer.body);
    assert_eq!(desk.get("/api/v1/archive").await.json()["dispatches"], 0);
}

#[tokio::test]
async fn what_cannot_be_read_is_a_problem_that_says_what_to_do() {
    let desk = desk();
    let cases = [
        (json!({ "text": " " }), StatusCode::BAD_REQUEST, "empty"),
        (json!({ "text": TEXT, "issued": "yesterday" }), StatusCode::BAD_REQUEST, "YYYY-MM-DD"),
        (json!({ "txet": TEXT }), StatusCode::BAD_REQUEST, "txet"),
        (json!({ "text": "x".repeat(2_000_001) }), StatusCode::PAYLOAD_TOO_LARGE, ""),
    ];
    for (body, status, says) in cases {
        let answer = desk.post("/api/v1/read", &body).await;
        assert_eq!(answer.status, status, "{}", answer.body);
        assert_eq!(answer.headers["content-type"], "application/problem+json");
        let problem = answer.json();
        assert_eq!(problem["status"], status.as_u16());
        assert!(problem["detail"].as_str().unwrap().contains(says), "{problem}");
    }
}

#[tokio::test]
async fn a_dispatch_is_kept_once_and_found_again() {
    let desk = desk();
    let id = kept(&desk).await;
    let body = json!({ "text": TEXT, "issued": "2026-04-14", "publisher": "Kestrel News Agency" });
    let again = desk.post("/api/v1/dispatches", &body).await;
    assert_eq!((again.status, again.json()["id"].as_i64()), (StatusCode::OK, Some(id)));

    let whole = desk.get(&format!("/api/v1/dispatches/{id}")).await.json();
    assert_eq!(whole["text"], TEXT);
    let first = &whole["reading"]["attributions"][0]["content"][0];
    let (start, end) = (first["start"].as_u64().unwrap(), first["end"].as_u64().unwrap());
    let words: String = TEXT.chars().skip(start as usize).take((end - start) as usize).collect();
    assert_eq!(first["text"], words.as_str(), "positions count characters of the text");

    let found = desk.get("/api/v1/statements?q=counted%20speaker:Dorn").await.json();
    assert_eq!(found["items"][0]["dispatch"], id, "{found}");
    assert!(
        found["items"][0]["snippet"].as_array().unwrap().iter().any(|part| part["hit"] == true)
    );
    let found = desk.get("/api/v1/dispatches?q=quay").await.json();
    assert_eq!(found["items"][0]["id"], id, "{found}");
    let person = desk.get("/api/v1/people/Ilka%20Dorn").await.json();
    assert_eq!(person["items"].as_array().unwrap().len(), 1, "{person}");
    let feed = desk.get("/api/v1/search.atom?q=counted").await;
    assert!(feed.body.contains("<name>Ilka Dorn</name>"), "{}", feed.body);
    let sources = desk.get("/api/v1/sources?after=2026").await.json();
    assert_eq!(sources["outlets"][0]["name"], "Kestrel News Agency", "{sources}");
    assert_eq!(sources["months"][0]["month"], "2026-04");
    assert_eq!(desk.get("/api/v1/dispatches/99").await.status, StatusCode::NOT_FOUND);
}

const REPORT: &str = "A barge loaded with salt sank in the harbour of Orlow on Monday after a rope \
    parted, the harbour office said.\n\n\"We have four men on the quay and none in the water,\" \
    harbour master Ada Brisk told the Tidewater Agency.\n\nThe barge, built in 1931, belonged to \
    the Merrin works. Divers will look at her keel on Wednesday.";

/// A report, its print with a credit, and a dispatch on another matter.
async fn kept_story(desk: &Asked) -> [i64; 3] {
    let print = format!("{REPORT}\n\nTidewater Agency");
    let other = "The museum of Asterby has bought a clock that strikes thirteen.";
    let mut ids = Vec::new();
    for (outlet, issued, text) in [
        ("Tidewater Agency", "2031-05-05T08:00:00Z", REPORT),
        ("Orlow Bugle", "2031-05-05T10:00:00Z", print.as_str()),
        ("Asterby Post", "2031-05-05", other),
    ] {
        let body = json!({ "text": text, "issued": issued, "publisher": outlet });
        let answer = desk.post("/api/v1/dispatches", &body).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.body);
        ids.push(answer.json()["id"].as_i64().unwrap());
    }
    ids.try_into().unwrap()
}

#[tokio::test]
async fn a_dispatch_is_traced_to_the_one_that_it_copies() {
    let desk = desk();
    let [report, print, other] = kept_story(&desk).await;
    let traced = desk.get(&format!("/api/v1/trace/dispatches/{print}")).await.json();
    let copy = &traced["copies"][0];
    assert_eq!((&copy["copy"], &copy["of"]), (&json!(print), &json!(report)), "{traced}");
    assert_eq!((&copy["how"], &copy["known"]), (&json!("verbatim"), &json!(true)));
    assert!(copy["evidence"].to_string().contains("Tidewater"), "{copy}");
    let issued: Vec<_> =
        traced["dispatches"].as_array().unwrap().iter().map(|one| &one["issued"]).collect();
    assert_eq!(issued, ["2031-05-05T08:00:00Z", "2031-05-05T10:00:00Z"]);
    assert_eq!(traced["waiting"], 0);

    let alone = desk.get(&format!("/api/v1/trace/dispatches/{other}")).await.json();
    assert_eq!(alone["copies"], json!([]));
    assert_ne!(alone["story"], traced["story"]);
    let none = desk.get("/api/v1/trace/dispatches/99").await;
    assert_eq!((none.status, none.json()["status"].as_i64()), (StatusCode::NOT_FOUND, Some(404)));
}

#[tokio::test]
async fn a_statement_is_traced_to_its_origins_and_drawn() {
    let desk = desk();
    let [report, print, _] = kept_story(&desk).await;
    let found = desk.get("/api/v1/statements?q=speaker:Brisk").await.json();
    let id = found["items"][0]["id"].as_i64().expect("a statement");
    let traced = desk.get(&format!("/api/v1/trace/statements/{id}")).await.json();
    let statement = &traced["statements"][0];
    assert_eq!(statement["origin_count"], 1, "{traced}");
    assert_eq!(statement["origins"][0]["dispatches"], json!([report, print]));
    assert_eq!(statement["origins"][0]["steps"][0]["from"], report);
    let wordings = statement["wordings"].as_array().unwrap();
    assert_eq!(wordings.len(), 2);
    assert!(wordings.iter().all(|one| one["text"].as_str().unwrap().starts_with("We have four")));
    assert_eq!(wordings[1]["differences"][0]["change"], "same");
    let (start, end) =
        (wordings[0]["start"].as_u64().unwrap(), wordings[0]["end"].as_u64().unwrap());
    let words: String = REPORT.chars().skip(start as usize).take((end - start) as usize).collect();
    assert_eq!(wordings[0]["text"], words.as_str(), "positions count characters");

    let picture = desk.get(&format!("/api/v1/trace/statements/{id}/tree.svg")).await;
    assert_eq!(picture.headers["content-type"], "image/svg+xml");
    assert!(picture.body.contains(&format!("href=\"/dispatch/{print}\"")), "{}", picture.body);
    assert!(!picture.body.contains("<style") && !picture.body.contains("style="));
    let none = desk.get("/api/v1/trace/statements/99999999").await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn stories_are_listed_and_told_in_the_order_of_time() {
    let desk = desk();
    assert_eq!(desk.get("/api/v1/stories").await.json()["items"], json!([]));
    let [report, print, _] = kept_story(&desk).await;
    let list = desk.get("/api/v1/stories").await.json();
    // The dispatch that stands alone is no story.
    assert_eq!(list["items"].as_array().unwrap().len(), 1, "{list}");
    assert_eq!(list["items"][0]["dispatches"], 2);
    assert_eq!(list["items"][0]["last"], "2031-05-05T10:00:00Z");
    let id = list["items"][0]["id"].as_i64().unwrap();
    let story = desk.get(&format!("/api/v1/stories/{id}")).await.json();
    let timeline = story["timeline"].as_array().unwrap();
    let ids: Vec<_> = timeline.iter().map(|one| one["id"].as_i64().unwrap()).collect();
    assert_eq!(ids, [report, print]);
    assert!(timeline[0]["said"].as_array().unwrap().len() > 1, "{story}");
    let brisk = story["speakers"].as_array().unwrap().iter();
    let brisk = brisk.clone().find(|one| one["name"] == "Ada Brisk").expect("she speaks");
    assert_eq!((&brisk["statements"], &brisk["dispatches"]), (&json!(2), &json!(2)));
    assert_eq!(story["history"][0]["what"], "began");
    assert_eq!(desk.get("/api/v1/stories/77").await.status, StatusCode::NOT_FOUND);
    assert_eq!(desk.get("/api/v1/stories?cursor=x").await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn pages_of_stories_go_on_where_they_ended() {
    let desk = desk();
    let mut lines = String::new();
    for (name, thing) in [("Orlow", "barge"), ("Asterby", "museum"), ("Merrin", "brewery")] {
        for outlet in ["Tidewater Agency", "Orlow Bugle"] {
            let text = format!(
                "The {thing} of {name} was sold to a man from {name}feld on Monday for a song and \
                 a barrel of herring, the notary {name}son said. He has the keys of the {thing}."
            );
            let day = "2031-05-05";
            lines += &format!("{}\n", json!({ "text": text, "outlet": outlet, "issued": day }));
        }
    }
    let request = Request::post("/api/v1/dispatches/lines").body(Body::from(lines)).unwrap();
    assert_eq!(desk.send(request).await.status, StatusCode::OK);
    let whole = desk.get("/api/v1/stories").await.json();
    assert_eq!(whole["items"].as_array().unwrap().len(), 3, "{whole}");
    let (mut seen, mut path) = (Vec::new(), "/api/v1/stories?limit=1".to_owned());
    loop {
        let page = desk.get(&path).await.json();
        seen.extend(page["items"].as_array().unwrap().iter().cloned());
        match page["next"].as_str() {
            Some(next) => path = format!("/api/v1/stories?limit=1&cursor={next}"),
            None => break,
        }
    }
    assert_eq!(Value::from(seen), whole["items"]);
}

#[tokio::test]
async fn a_wrong_query_is_pointed_at() {
    let desk = desk();
    let answer = desk.get("/api/v1/statements?q=quay%20kind:loud").await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    assert_eq!(answer.json()["at"], 10, "{}", answer.body);
    let answer = desk.get("/api/v1/statements?limit=0").await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    let answer = desk.get("/api/v1/statements?cursor=rubbish").await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn pages_go_on_where_they_ended() {
    let desk = desk();
    kept(&desk).await;
    let mut seen = Vec::new();
    let mut path = "/api/v1/statements?limit=1".to_owned();
    loop {
        let page = desk.get(&path).await.json();
        seen.extend(page["items"].as_array().unwrap().iter().map(|one| one["id"].as_i64()));
        match page["next"].as_str() {
            Some(next) => path = format!("/api/v1/statements?limit=1&cursor={next}"),
            None => break,
        }
    }
    let whole = desk.get("/api/v1/statements").await.json();
    let all: Vec<_> =
        whole["items"].as_array().unwrap().iter().map(|one| one["id"].as_i64()).collect();
    assert!(all.len() > 1);
    assert_eq!(seen, all);
}

#[tokio::test]
async fn a_correction_stands_beside_the_reading_and_goes_into_training_data() {
    let desk = desk();
    let id = kept(&desk).await;
    let whole = desk.get(&format!("/api/v1/dispatches/{id}")).await.json();
    let list = whole["reading"]["attributions"].as_array().unwrap();
    let index = list.iter().position(|one| one["speaker"] == "Ilka Dorn").unwrap();
    let path = format!("/api/v1/dispatches/{id}/corrections");

    let wrong = json!({ "attribution": index, "kind": "loud" });
    assert_eq!(desk.post(&path, &wrong).await.status, StatusCode::BAD_REQUEST);
    let nothing = json!({ "attribution": index });
    assert_eq!(desk.post(&path, &nothing).await.status, StatusCode::BAD_REQUEST);
    let elsewhere =
        json!({ "attribution": index, "source": { "start": 0, "end": 4, "text": "Dorn" } });
    assert_eq!(desk.post(&path, &elsewhere).await.status, StatusCode::BAD_REQUEST);
    let none = json!({ "attribution": 99, "dismissed": true });
    assert_eq!(desk.post(&path, &none).await.status, StatusCode::NOT_FOUND);

    let at = TEXT.find("Ilka Dorn").unwrap();
    let source = json!({ "start": at, "end": at + 9, "text": "Ilka Dorn" });
    let right = json!({ "attribution": index, "source": source, "note": "no title" });
    let answer = desk.post(&path, &right).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.body);

    let after = desk.get(&format!("/api/v1/dispatches/{id}")).await.json();
    assert_eq!(after["reading"]["attributions"], whole["reading"]["attributions"]);
    assert_eq!(after["corrections"][0]["attribution"], index);
    assert_eq!(after["corrections"][0]["by"], "this machine");
    let brat = desk.get(&format!("/api/v1/dispatches/{id}/brat")).await.body;
    assert!(brat.contains("\tIlka Dorn\n"), "{brat}");

    // It survives another reading.
    let item = desk.desk.archives.with(|archive| archive.get(id)).unwrap();
    desk.desk.read_kept(item.as_slice()).unwrap();
    let again = desk.get(&format!("/api/v1/dispatches/{id}")).await.json();
    assert_eq!(again["corrections"], after["corrections"]);
}

#[tokio::test]
async fn many_dispatches_come_as_lines_and_each_is_answered() {
    let desk = desk();
    let mut lines = String::new();
    for number in 0..70 {
        let text = format!("\"We count {number} ships,\" said Ilka Dorn.");
        lines += &format!("{}\n", json!({ "text": text, "outlet": "KNA", "extra": 1 }));
    }
    lines += "no JSON\n\n";
    lines +=
        &json!({ "text": "\"We count 3 ships,\" said Ilka Dorn.", "outlet": "KNA" }).to_string();
    let request = Request::post("/api/v1/dispatches/lines").body(Body::from(lines)).unwrap();
    let answer = desk.send(request).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    let told: Vec<Value> =
        answer.body.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(told.len(), 72, "{}", answer.body);
    assert!(told[..70].iter().all(|one| one["new"] == true));
    assert_eq!((&told[70]["line"], &told[70]["problem"]["status"]), (&json!(71), &json!(400)));
    assert_eq!((&told[71]["line"], &told[71]["new"]), (&json!(73), &json!(false)));
    assert_eq!(desk.get("/api/v1/archive").await.json()["dispatches"], 70);
}

#[tokio::test]
async fn answers_by_line_can_be_compressed_and_no_line_is_a_problem() {
    let desk = desk();
    for (lines, status) in
        [("{\"text\": \"It rained.\"}\n", StatusCode::OK), ("", StatusCode::BAD_REQUEST)]
    {
        let request = Request::post("/api/v1/dispatches/lines")
            .header("accept-encoding", "gzip")
            .body(Body::from(lines))
            .unwrap();
        assert_eq!(desk.send(request).await.status, status, "{lines}");
    }
    assert_eq!(desk.get("/api/v1/archive").await.json()["dispatches"], 1);
}

#[tokio::test]
async fn feeds_are_added_once_and_only_from_the_web() {
    let desk = desk();
    let feed = json!({ "url": "https://news.example/feed.xml" });
    for _ in 0..2 {
        assert_eq!(desk.post("/api/v1/feeds", &feed).await.status, StatusCode::NO_CONTENT);
    }
    let wrong = json!({ "url": "file:///etc/passwd" });
    assert_eq!(desk.post("/api/v1/feeds", &wrong).await.status, StatusCode::BAD_REQUEST);
    let list = desk.get("/api/v1/feeds").await.json();
    assert_eq!(list["items"].as_array().unwrap().len(), 1, "{list}");
}

#[tokio::test]
async fn the_document_tells_of_every_route_and_its_references_hold() {
    let desk = desk();
    let document = desk.get("/api/v1/openapi.json").await.json();
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1"), "{}", document["openapi"]);
    let written = document.to_string();
    let references = written.split("\"$ref\":\"#/components/schemas/").skip(1);
    let mut seen = 0;
    for reference in references {
        let name = reference.split('"').next().unwrap();
        assert!(document["components"]["schemas"].get(name).is_some(), "{name} is missing");
        seen += 1;
    }
    assert!(seen > 20);
    for path in [
        "/read",
        "/dispatches/{id}",
        "/people/{name}",
        "/feeds",
        "/stories/{id}",
        "/trace/statements/{id}",
    ] {
        assert!(document["paths"].get(path).is_some(), "{path}");
    }
}

#[tokio::test]
async fn metrics_and_health_answer() {
    let desk = desk();
    desk.get("/api/v1/session").await;
    assert_eq!(desk.get("/health/live").await.status, StatusCode::OK);
    assert_eq!(desk.get("/health/ready").await.body, "ready\n");
    let damage = "ALTER TABLE items RENAME TO lost";
    let damaged = desk
        .desk
        .archives
        .with(|archive| archive.write(|transaction| Ok(transaction.execute_batch(damage)?)));
    damaged.unwrap();
    assert_eq!(desk.get("/health/ready").await.status, StatusCode::INTERNAL_SERVER_ERROR);
    let metrics = desk.get("/metrics").await.body;
    assert!(metrics.contains("sayso_http_requests_total{"), "{metrics}");
    assert!(metrics.contains("route=\"/api/v1/session\""), "{metrics}");
}
