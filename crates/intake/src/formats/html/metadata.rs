//! What the head of a page says: JSON-LD before OpenGraph before other `meta` before what is
//! shown. Read off the tags, without a tree.

use serde_json::{Map, Value};

use super::json_ld;
use crate::fragment;
use crate::markup::{self, Piece, Pieces};
use crate::{Credit, CreditKind, Item, Moment};

/// The facts of a page's head, and the few of its body that stand in tags.
#[derive(Default)]
pub(super) struct Facts {
    /// `meta` by their lower-case name, property or itemprop.
    meta: Vec<(String, String)>,
    article: Option<Map<String, Value>>,
    title: Option<String>,
    headings: Vec<String>,
    canonical: Option<String>,
    language: Option<String>,
    /// `<time datetime>`; whether it says that it is the day of publication.
    times: Vec<(String, bool)>,
    /// What stands in elements that call themselves author or byline.
    bylines: Vec<String>,
    /// What stands in elements that call themselves a credit, a source or an agency.
    credits: Vec<(String, String)>,
}

/// What is being gathered from inside an element.
enum Into {
    Title,
    Heading,
    Byline,
    Credit(String),
    Time(bool),
}

/// Words of a line that names people; longer is no byline.
const LONGEST_LINE: usize = 200;

/// The facts of a page.
pub(super) fn of(html: &str) -> Facts {
    let mut facts = Facts::default();
    let mut scripts = Vec::new();
    let mut script_is_data = false;
    // What is gathered, the element it ends with, how deep its kind nests, and the words.
    let mut open: Option<(Into, &str, usize, String)> = None;
    for piece in Pieces::of(html) {
        match piece {
            Piece::Raw(raw) => {
                if std::mem::take(&mut script_is_data) && scripts.len() < 100 {
                    scripts.push(raw.to_owned());
                } else if let Some((Into::Title, _, _, words)) = &mut open {
                    words.push_str(raw);
                }
            }
            Piece::Text(text) => {
                if let Some((.., words)) = &mut open
                    && words.len() <= 4 * LONGEST_LINE
                {
                    words.push_str(text);
                }
            }
            Piece::Tag { name, closes, whole } => {
                let is = |wanted: &str| name.eq_ignore_ascii_case(wanted);
                if let Some((_, of, depth, words)) = &mut open {
                    if fragment::is_block(name) || is("br") {
                        words.push(' ');
                    }
                    if is(of) {
                        *depth = if closes { *depth - 1 } else { *depth + 1 };
                        if *depth == 0
                            && let Some((into, _, _, words)) = open.take()
                        {
                            facts.take(into, &words);
                        }
                    }
                }
                if closes {
                    continue;
                }
                facts.tag(name, whole);
                script_is_data = is("script")
                    && markup::attribute(whole, "type")
                        .is_some_and(|it| it.to_ascii_lowercase().contains("ld+json"));
                if open.is_none() && !whole.ends_with("/>") {
                    open = facts.opens(name, whole).map(|into| (into, name, 1, String::new()));
                }
            }
            Piece::Other(_) => {}
        }
    }
    facts.article = json_ld::article(&scripts);
    facts
}

impl Facts {
    fn tag(&mut self, name: &str, whole: &str) {
        let attribute =
            |key: &str| markup::attribute(whole, key).filter(|value| !value.trim().is_empty());
        if name.eq_ignore_ascii_case("html") {
            self.language = attribute("lang").or_else(|| attribute("xml:lang"));
        } else if name.eq_ignore_ascii_case("meta") {
            let key = ["property", "name", "itemprop", "http-equiv"]
                .iter()
                .find_map(|key| attribute(key));
            if let (Some(key), Some(content)) = (key, attribute("content"))
                && self.meta.len() < 1000
            {
                self.meta.push((key.trim().to_ascii_lowercase(), one_line(&content)));
            }
        } else if name.eq_ignore_ascii_case("link") {
            let rel = attribute("rel").unwrap_or_default().to_ascii_lowercase();
            if rel.split_whitespace().any(|it| it == "canonical") && self.canonical.is_none() {
                self.canonical = attribute("href");
            }
        } else if name.eq_ignore_ascii_case("time")
            && self.times.len() < 100
            && let Some(datetime) = attribute("datetime")
        {
            self.times.push((datetime, says_published(whole)));
        }
    }

    /// Whether the words inside an element are wanted.
    fn opens(&self, name: &str, whole: &str) -> Option<Into> {
        let is = |wanted: &str| name.eq_ignore_ascii_case(wanted);
        if is("title") && self.title.is_none() {
            return Some(Into::Title);
        }
        if is("h1") && self.headings.len() < 5 {
            return Some(Into::Heading);
        }
        if is("time") && markup::attribute(whole, "datetime").is_none() {
            return Some(Into::Time(says_published(whole)));
        }
        let inline = [
            "span",
            "div",
            "p",
            "a",
            "address",
            "li",
            "cite",
            "small",
            "em",
            "strong",
            "figcaption",
        ];
        if !inline.iter().any(|it| is(it)) {
            return None;
        }
        let rel = markup::attribute(whole, "rel").unwrap_or_default().to_ascii_lowercase();
        let prop = markup::attribute(whole, "itemprop").unwrap_or_default().to_ascii_lowercase();
        let classes = markup::attribute(whole, "class").unwrap_or_default().to_ascii_lowercase();
        let id = markup::attribute(whole, "id").unwrap_or_default().to_ascii_lowercase();
        let named = |wanted: &[&str]| {
            classes
                .split_whitespace()
                .chain([id.as_str()])
                .find(|class| {
                    let class = class.replace(['_', '-'], " ");
                    let parts: Vec<&str> = class.split(' ').collect();
                    wanted.iter().any(|it| parts.last() == Some(it) || class == *it)
                })
                .map(str::to_owned)
        };
        if rel.split_whitespace().any(|it| it == "author")
            || prop.split_whitespace().any(|it| it == "author")
            || named(&["byline", "author", "byl", "author name", "byline name"]).is_some()
        {
            return (self.bylines.len() < 20).then_some(Into::Byline);
        }
        // Not "img-credit" and "photo-source": those are a picture's.
        let credit = named(&[
            "agency",
            "provider",
            "wire",
            "source",
            "credit",
            "creditline",
            "source org",
            "distributor",
        ]);
        let credit = credit.filter(|class| {
            !["img", "image", "photo", "picture", "video", "media", "caption", "gallery"]
                .iter()
                .any(|it| class.contains(it))
        });
        credit.filter(|_| self.credits.len() < 20).map(Into::Credit)
    }

    fn take(&mut self, into: Into, words: &str) {
        let words = one_line(&markup::decoded(words));
        if words.is_empty() {
            return;
        }
        match into {
            Into::Title => self.title = Some(words),
            Into::Heading => self.headings.push(words),
            Into::Time(published) => self.times.push((words, published)),
            Into::Byline if words.len() <= LONGEST_LINE => self.bylines.push(words),
            Into::Credit(class) if words.len() <= LONGEST_LINE => self.credits.push((class, words)),
            _ => {}
        }
    }

    /// The text that the page's data give as the article's.
    pub fn article_body(&self) -> Option<&str> {
        self.article.as_ref()?.get("articleBody")?.as_str()
    }

    fn meta(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.metas(name).next().map(str::to_owned))
    }

    fn metas<'f>(&'f self, name: &str) -> impl Iterator<Item = &'f str> + use<'f> {
        let name = name.to_owned();
        self.meta.iter().filter(move |(key, _)| *key == name).map(|(_, value)| value.as_str())
    }

    fn data(&self, key: &str) -> Option<String> {
        json_ld::string(self.article.as_ref()?, key)
    }

    fn moment(&self, key: &str, names: &[&str]) -> Option<Moment> {
        let told = self.data(key).and_then(|text| Moment::parse(&text));
        told.or_else(|| names.iter().find_map(|name| self.metas(name).find_map(Moment::parse)))
    }

    fn publisher(&self) -> Option<String> {
        let data = |key: &str| {
            let names = json_ld::names(self.article.as_ref()?.get(key));
            names.into_iter().next()
        };
        self.meta(&["og:site_name"]).or_else(|| data("publisher")).or_else(|| {
            self.meta(&[
                "dc.publisher",
                "dcterms.publisher",
                "publisher",
                "application-name",
                "cre",
                "twitter:site",
            ])
            .map(|name| name.trim_start_matches('@').to_owned())
        })
    }

    fn title(&self, publisher: Option<&str>) -> Option<String> {
        let told = self
            .data("headline")
            .or_else(|| self.meta(&["og:title", "twitter:title", "dc.title", "title"]));
        let shown = self.title.as_deref();
        let title = told.or_else(|| {
            // The heading that the window's title begins with, else the title without the site.
            let heading = self
                .headings
                .iter()
                .find(|heading| shown.is_none_or(|it| it.starts_with(*heading)));
            heading
                .cloned()
                .or_else(|| shown.map(str::to_owned))
                .or_else(|| self.headings.first().cloned())
        })?;
        Some(without_site(&title, publisher))
    }

    fn authors(&self) -> Vec<String> {
        let data =
            self.article.as_ref().map(|it| json_ld::names(it.get("author"))).unwrap_or_default();
        let mut authors: Vec<String> = data;
        if authors.is_empty() {
            let names = [
                "author",
                "article:author",
                "dc.creator",
                "dcterms.creator",
                "byl",
                "sailthru.author",
                "parsely-author",
            ];
            let told =
                names.iter().map(|name| self.metas(name).map(str::to_owned).collect::<Vec<_>>());
            authors = told.into_iter().find(|it| !it.is_empty()).unwrap_or_default();
        }
        if authors.is_empty() {
            authors = self.bylines.clone();
        }
        let mut names: Vec<String> = Vec::new();
        for name in authors.iter().flat_map(|line| persons(line)) {
            if !names.contains(&name) && names.len() < 50 {
                names.push(name);
            }
        }
        names
    }

    /// Writes what was found into an item.
    pub fn into_item(self, item: &mut Item) {
        item.publisher = self.publisher();
        item.title = self.title(item.publisher.as_deref());
        item.authors = self.authors();
        item.summary =
            self.data("description").or_else(|| self.meta(&["og:description", "description"]));
        item.language = self.data("inLanguage").or_else(|| self.language.clone()).or_else(|| {
            self.meta(&["og:locale", "content-language", "dc.language"])
                .map(|it| it.replace('_', "-"))
        });
        item.published = self
            .moment(
                "datePublished",
                &[
                    "article:published_time",
                    "og:published_time",
                    "datepublished",
                    "date",
                    "dc.date",
                    "dc.date.issued",
                    "dcterms.issued",
                    "dcterms.created",
                    "pubdate",
                    "publishdate",
                    "parsely-pub-date",
                    "sailthru.date",
                    "article.published",
                    "publication_date",
                    "originalpublicationdate",
                    "date.release",
                ],
            )
            .or_else(|| {
                let said = self.times.iter().filter(|it| it.1).chain(self.times.iter());
                said.map(|it| it.0.as_str()).find_map(Moment::parse)
            });
        item.modified = self.moment(
            "dateModified",
            &[
                "article:modified_time",
                "og:updated_time",
                "datemodified",
                "last-modified",
                "dcterms.modified",
                "lastmod",
            ],
        );
        let absolute = |url: &String| url.starts_with("http://") || url.starts_with("https://");
        item.canonical_url = self.canonical.clone().filter(absolute).or_else(|| {
            self.meta(&["og:url"])
                .or_else(|| self.data("mainEntityOfPage"))
                .or_else(|| self.data("url"))
                .filter(absolute)
        });
        item.id = self.data("identifier");
        item.credits = self.found_credits();
    }

    fn found_credits(&self) -> Vec<Credit> {
        let mut credits = Vec::new();
        let mut add = |kind, text: String, uri: Option<String>, evidence: String| {
            let known = credits.iter().any(|it: &Credit| it.text == text && it.kind == kind);
            if !text.is_empty() && !known {
                credits.push(Credit { kind, text, uri, role: None, evidence });
            }
        };
        if let Some(article) = &self.article {
            let keys = [
                ("creditText", CreditKind::CreditLine),
                ("sourceOrganization", CreditKind::Source),
                ("provider", CreditKind::Provider),
                ("sdPublisher", CreditKind::Provider),
                ("isBasedOn", CreditKind::Source),
                ("copyrightHolder", CreditKind::Rights),
                ("contributor", CreditKind::Contributor),
                ("editor", CreditKind::Contributor),
            ];
            for (key, kind) in keys {
                for name in json_ld::names(article.get(key)) {
                    add(kind, name, None, format!("JSON-LD {key}"));
                }
            }
            if let Some(url) =
                json_ld::string(article, "isBasedOn").filter(|it| it.starts_with("http"))
            {
                add(CreditKind::Source, url.clone(), Some(url), "JSON-LD isBasedOn".to_owned());
            }
        }
        let metas = [
            ("syndication-source", CreditKind::Source),
            ("original-source", CreditKind::Source),
            ("source", CreditKind::Source),
            ("dc.source", CreditKind::Source),
            ("dcterms.source", CreditKind::Source),
            ("article:source", CreditKind::Source),
            ("news_agency", CreditKind::Agency),
            ("agency", CreditKind::Agency),
            ("wire", CreditKind::Agency),
            ("provider", CreditKind::Provider),
            ("distributor", CreditKind::Provider),
            ("byl", CreditKind::Byline),
            ("credit", CreditKind::CreditLine),
            ("copyright", CreditKind::Rights),
            ("dc.rights", CreditKind::Rights),
        ];
        for (name, kind) in metas {
            for value in self.metas(name) {
                let uri = value.starts_with("http").then(|| value.to_owned());
                add(kind, value.to_owned(), uri, format!("meta {name}"));
            }
        }
        for line in &self.bylines {
            add(CreditKind::Byline, line.clone(), None, "byline".to_owned());
        }
        for (class, line) in &self.credits {
            let kind = if class.contains("agency") || class.contains("wire") {
                CreditKind::Agency
            } else {
                CreditKind::CreditLine
            };
            add(kind, line.clone(), None, format!("class {class}"));
        }
        credits
    }
}

fn says_published(whole: &str) -> bool {
    let whole = whole.to_ascii_lowercase();
    whole.contains("publish") || whole.contains("pubdate") || whole.contains("datecreated")
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// "Dust explosion | The Kestrel" without the site's name.
fn without_site(title: &str, publisher: Option<&str>) -> String {
    let Some(publisher) = publisher else { return title.to_owned() };
    for part in [" | ", " - ", " – ", " — ", " :: ", " · "] {
        if let Some((head, site)) = title.rsplit_once(part)
            && site.trim().eq_ignore_ascii_case(publisher)
            && !head.trim().is_empty()
        {
            return head.trim().to_owned();
        }
    }
    title.to_owned()
}

/// The names in a line of authors: "By Ilka Dorn and Pavel Ostry, Kestrel News Agency".
fn persons(line: &str) -> Vec<String> {
    let mut line = line.trim();
    for by in ["by ", "by:", "von ", "par ", "por "] {
        if line.get(..by.len()).is_some_and(|head| head.eq_ignore_ascii_case(by)) {
            line = line[by.len()..].trim_start();
        }
    }
    if line.starts_with("http") || line.starts_with('@') || line.len() > LONGEST_LINE {
        return Vec::new();
    }
    let parted = line
        .replace(" and ", ";")
        .replace(" & ", ";")
        .replace(" und ", ";")
        .replace([',', '|'], ";");
    let names = parted.split(';').map(str::trim).filter(|name| !name.is_empty());
    names.map(str::to_owned).collect()
}
