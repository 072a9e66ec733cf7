//! What is read off the heads of pages, a way of saying it each, with a close miss beside it.

use sayso_intake::{Hints, Item, Record, Source, open};

fn page(head: &str, body: &str) -> Item {
    let prose = "<p>The quay will stay shut until the channel has been dredged, the port said on Tuesday.</p>".repeat(4);
    let html = format!(
        "<!DOCTYPE html><html><head>{head}</head><body>{body}<article>{prose}</article></body></html>"
    );
    let mut records = open(Source::bytes(html), Hints::default()).unwrap();
    match records.next() {
        Some(Ok(Record::Item(item))) => *item,
        other => panic!("{other:?}"),
    }
}

/// Title, authors, day and time of publication, publisher, address.
fn check(head: &str, body: &str, wanted: &str) {
    let item = page(head, body);
    let found = [
        item.title.unwrap_or_default(),
        item.authors.join(" + "),
        item.published.map(|moment| moment.to_string()).unwrap_or_default(),
        item.publisher.unwrap_or_default(),
        item.canonical_url.unwrap_or_default(),
    ];
    assert_eq!(found.join(" | "), wanted, "{head} {body}");
}

#[test]
fn titles() {
    check(
        "<title>Quay shut - Bell</title><meta property='og:site_name' content='Bell'>",
        "",
        "Quay shut |  |  | Bell | ",
    );
    check(
        "<title>Quay shut - again</title><meta property='og:site_name' content='Bell'>",
        "",
        "Quay shut - again |  |  | Bell | ",
    );
    check(
        "<meta property=og:title content='Quay &amp; rail'><title>x</title>",
        "",
        "Quay & rail |  |  |  | ",
    );
    check(
        "<title>Quay shut :: Bell of Halm</title>",
        "<h1>Quay shut</h1>",
        "Quay shut |  |  |  | ",
    );
    check("<title>Front page</title>", "<h1>Another story</h1>", "Front page |  |  |  | ");
}

#[test]
fn authors() {
    check(
        "<meta name=author content='By Ilka Dorn and Pavel Ostry'>",
        "",
        " | Ilka Dorn + Pavel Ostry |  |  | ",
    );
    check(
        "",
        "<p class='article-byline'>By <a rel=author href=/d>Ilka Dorn</a>, Jonas Kell</p>",
        " | Ilka Dorn + Jonas Kell |  |  | ",
    );
    check("", "<span itemprop=author>Maud Ferrier</span>", " | Maud Ferrier |  |  | ");
    // A box about authors and an address are no names.
    check(
        "<meta name=author content='https://social.example/bell'>",
        "<div class='author-archive-link'>All texts</div>",
        " |  |  |  | ",
    );
    let data = |author: &str| {
        format!(
            "<script type='application/ld+json'>{{\"@type\": [\"NewsArticle\"], \"author\": {author}}}</script>"
        )
    };
    check(&data("\"Ilka Dorn\""), "", " | Ilka Dorn |  |  | ");
    check(
        &data("[{\"name\": \"Ilka Dorn\"}, {\"@type\": \"Person\", \"name\": [\"Jonas Kell\"]}]"),
        "",
        " | Ilka Dorn + Jonas Kell |  |  | ",
    );
    // The author of a recipe beside the article.
    let recipe = "<script type='application/ld+json'>{\"@type\": \"Recipe\", \"author\": \"A Cook\"}</script>";
    check(recipe, "", " |  |  |  | ");
}

#[test]
fn days() {
    check(
        "<meta property='article:published_time' content='2026-04-14T06:00:00+02:00'>",
        "",
        " |  | 2026-04-14T06:00:00+02:00 |  | ",
    );
    check("<meta name=DC.date.issued content=2026-04-14>", "", " |  | 2026-04-14 |  | ");
    check("", "<time>April 14, 2026</time>", " |  | 2026-04-14 |  | ");
    // The one that says it is the day of publication goes before the one shown first.
    check(
        "",
        "<time datetime=2026-01-01>January</time><time class=published datetime='2026-04-14T06:00Z'>x</time>",
        " |  | 2026-04-14T06:00:00Z |  | ",
    );
    // A day that could be two, and none.
    check("<meta name=date content='04/05/2026'>", "<time>yesterday</time>", " |  |  |  | ");
    let data = "<script type='application/ld+json'>{\"@graph\": [{\"@type\": \"WebPage\", \"datePublished\": \"2020-01-01\"}, \
                {\"@type\": \"ReportageNewsArticle\", \"headline\": \"Quay\", \"datePublished\": \"2026-04-14\"}]}</script>";
    check(data, "", "Quay |  | 2026-04-14 |  | ");
}

#[test]
fn sites_and_addresses() {
    check(
        "<link rel='canonical' href='https://bell.example/a?b=1&amp;c=2'>",
        "",
        " |  |  |  | https://bell.example/a?b=1&c=2",
    );
    check(
        "<link rel='canonical' href='/a'><meta property='og:url' content='https://bell.example/b'>",
        "",
        " |  |  |  | https://bell.example/b",
    );
    check("<meta name='application-name' content='The Bell'>", "", " |  |  | The Bell | ");
    // Broken data cost nothing but themselves; line ends in strings are mended.
    let broken = "<script type='application/ld+json'>{\"@type\": </script>\
                  <script type='application/ld+json'>{\"@type\": \"Article\", \"headline\": \"Quay\nshut\", \"publisher\": {\"name\": \"Bell\"}};</script>";
    check(broken, "", "Quay shut |  |  | Bell | ");
}

#[test]
fn credits() {
    let credits = |head: &str, body: &str| {
        let item = page(head, body);
        let shown = item
            .credits
            .iter()
            .map(|it| format!("{} {} ({})", it.kind.name(), it.text, it.evidence));
        shown.collect::<Vec<_>>().join("; ")
    };
    assert_eq!(
        credits("<meta name='syndication-source' content='https://kna.example/1'>", ""),
        "source https://kna.example/1 (meta syndication-source)"
    );
    assert_eq!(
        credits("", "<span class='news-agency'>KNA</span>"),
        "agency KNA (class news-agency)"
    );
    assert_eq!(
        credits("", "<div class=article__source>Source: KNA</div>"),
        "credit-line Source: KNA (class article__source)"
    );
    // Whose the picture is.
    assert_eq!(
        credits(
            "",
            "<span class='photo-credit'>Maud Ferrier</span><figcaption class='image-source'>KNA</figcaption>"
        ),
        ""
    );
}
