use serde::ser::{Serialize, SerializeMap, Serializer};

/// The words of the document and what they stand for.
pub(super) struct Context;

/// The prefix of our own words. It names and leads nowhere.
pub(super) const OWN: &str = "urn:x-sayso:";

/// Plain names; what isn't among them and has no prefix is schema.org's.
const NAMES: &[(&str, &str)] = &[
    ("@vocab", "https://schema.org/"),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("oa", "http://www.w3.org/ns/oa#"),
    ("as", "http://www.w3.org/ns/activitystreams#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
    ("sayso", OWN),
    // Annotations have the keys that the Web Annotation model gives them.
    ("id", "@id"),
    ("type", "@type"),
    ("Annotation", "oa:Annotation"),
    ("SpecificResource", "oa:SpecificResource"),
    ("TextQuoteSelector", "oa:TextQuoteSelector"),
    ("TextPositionSelector", "oa:TextPositionSelector"),
    ("linking", "oa:linking"),
    ("identifying", "oa:identifying"),
    ("exact", "oa:exact"),
    ("prefix", "oa:prefix"),
    ("suffix", "oa:suffix"),
    ("selector", "oa:hasSelector"),
];

/// Names with a type of value.
const TYPED: &[(&str, &str, &str)] = &[
    ("target", "oa:hasTarget", "@id"),
    ("source", "oa:hasSource", "@id"),
    ("body", "oa:hasBody", "@id"),
    ("generator", "as:generator", "@id"),
    ("motivation", "oa:motivatedBy", "@vocab"),
    ("start", "oa:start", "xsd:nonNegativeInteger"),
    ("end", "oa:end", "xsd:nonNegativeInteger"),
    ("url", "url", "@id"),
    ("publisher", "publisher", "@id"),
    ("author", "author", "@id"),
    ("creator", "creator", "@id"),
    ("contributor", "contributor", "@id"),
    ("spokenByCharacter", "spokenByCharacter", "@id"),
    ("mentions", "mentions", "@id"),
    ("isBasedOn", "isBasedOn", "@id"),
    ("appearance", "appearance", "@id"),
    ("subjectOf", "subjectOf", "@id"),
    ("eventStatus", "eventStatus", "@vocab"),
    ("prov:wasAttributedTo", "prov:wasAttributedTo", "@id"),
    ("prov:wasQuotedFrom", "prov:wasQuotedFrom", "@id"),
    ("prov:wasDerivedFrom", "prov:wasDerivedFrom", "@id"),
    ("prov:hadPrimarySource", "prov:hadPrimarySource", "@id"),
    ("sayso:agent", "sayso:agent", "@id"),
    ("sayso:nestedIn", "sayso:nestedIn", "@id"),
    ("sayso:announcedBy", "sayso:announcedBy", "@id"),
    ("sayso:confidence", "sayso:confidence", "xsd:double"),
];

#[derive(serde::Serialize)]
struct Typed<'a> {
    #[serde(rename = "@id")]
    id: &'a str,
    #[serde(rename = "@type")]
    kind: &'a str,
}

#[derive(serde::Serialize)]
struct Ordered<'a> {
    #[serde(rename = "@id")]
    id: &'a str,
    #[serde(rename = "@container")]
    container: &'a str,
}

impl Serialize for Context {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(NAMES.len() + TYPED.len() + 2))?;
        map.serialize_entry("@version", &1.1)?;
        for (name, id) in NAMES {
            map.serialize_entry(name, id)?;
        }
        for (name, id, kind) in TYPED {
            map.serialize_entry(name, &Typed { id, kind })?;
        }
        map.serialize_entry("sayso:chain", &Ordered { id: "sayso:chain", container: "@list" })?;
        map.end()
    }
}
