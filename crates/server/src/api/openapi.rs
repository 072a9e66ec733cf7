//! The document of the API: OpenAPI 3.1, made from the handlers.

use serde_json::{Value, json};
use utoipa::openapi::security::{ApiKey, ApiKeyValue, Http, HttpAuthScheme, SecurityScheme};
use utoipa::openapi::{InfoBuilder, OpenApi, OpenApiBuilder};
use utoipa::{PartialSchema, ToSchema};

/// Stands in the handlers for a reading; its schema is that of `sayso schema`.
pub struct Reading;

impl PartialSchema for Reading {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::Object::new().into()
    }
}

impl ToSchema for Reading {
    fn name() -> std::borrow::Cow<'static, str> {
        "Reading".into()
    }
}

/// What the document says of the API as a whole.
pub fn base() -> OpenApi {
    let description = "Who said what, on whose say-so. Errors are problem details (RFC 9457). \
                       Positions in texts count Unicode characters, the end exclusive.";
    let info = InfoBuilder::new()
        .title("Sayso")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(description))
        .build();
    let mut document = OpenApiBuilder::new().info(info).build();
    let components = document.components.get_or_insert_default();
    let token = SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer));
    let session = ApiKeyValue::new(crate::security::identity::COOKIE);
    components.add_security_scheme("token", token);
    components.add_security_scheme("session", SecurityScheme::ApiKey(ApiKey::Cookie(session)));
    document
}

/// The whole document as JSON, with the reading's own schema among its components.
pub fn whole(document: OpenApi) -> String {
    let mut document = serde_json::to_value(document).expect("a document is JSON");
    let schema = sayso_formats::json::schema();
    let mut schema: Value = serde_json::from_str(&schema).expect("a schema is JSON");
    relocate(&mut schema);
    let parts = schema.as_object_mut().and_then(|schema| schema.remove("$defs"));
    let schemas = &mut document["components"]["schemas"];
    for (name, part) in parts.as_ref().and_then(Value::as_object).into_iter().flatten() {
        schemas[format!("Reading{name}")] = part.clone();
    }
    schemas["Reading"] = schema;
    for operation in operations(&mut document) {
        operation["responses"]["default"] = json!({
            "description": "anything else is a problem, and tells what to do",
            "content": {
                "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } }
            },
        });
    }
    document["servers"] = json!([{ "url": "/api/v1" }]);
    document["security"] = json!([{ "token": [] }, { "session": [] }, {}]);
    document.to_string()
}

/// What can be asked for, each with its method.
fn operations(document: &mut Value) -> impl Iterator<Item = &mut Value> {
    let paths = document["paths"].as_object_mut().into_iter().flatten();
    paths.flat_map(|(_, path)| path.as_object_mut().into_iter().flatten().map(|(_, it)| it))
}

/// Points references among a schema's parts to where they stand in the document.
fn relocate(value: &mut Value) {
    match value {
        Value::Object(map) => {
            if let Some(Value::String(to)) = map.get_mut("$ref")
                && let Some(name) = to.strip_prefix("#/$defs/")
            {
                *to = format!("#/components/schemas/Reading{name}");
            }
            map.values_mut().for_each(relocate);
        }
        Value::Array(list) => list.iter_mut().for_each(relocate),
        _ => {}
    }
}
