use std::collections::HashMap;

use sayso_read::{Attribution, Entity, EntityKind, Speaker};

use super::annotations::target;
use super::local;
use super::nodes::{Agent, Anonymous, Node};
use crate::{View, names};

/// Types of agents, schema.org's first.
pub(super) const PERSON: &[&str] = &["Person", "prov:Person"];
pub(super) const BODY: &[&str] = &["Organization", "prov:Organization"];
pub(super) const SOMEBODY: &[&str] = &["prov:Agent"];
const OUTLET: &[&str] = &["NewsMediaOrganization", "prov:Organization"];
const GOVERNMENT: &[&str] = &["GovernmentOrganization", "prov:Organization"];
const PLACE: &[&str] = &["Place"];

/// Everybody in the document, each once.
pub(super) struct Agents<'v> {
    view: &'v View<'v>,
    base: &'v str,
    nodes: Vec<Agent>,
    /// How many of the nodes are the reading's entities; they come first.
    entities: usize,
    by_name: HashMap<String, usize>,
}

impl<'v> Agents<'v> {
    /// The entities of the reading.
    pub fn of(view: &'v View<'v>, base: &'v str) -> Self {
        let entities = &view.reading.entities;
        let mut by_name = HashMap::new();
        for (number, entity) in entities.iter().enumerate() {
            // A place does not speak; who bears its name is somebody else.
            if entity.kind != EntityKind::Place {
                by_name.entry(entity.name.clone()).or_insert(number);
            }
        }
        let publisher = view.reading.publisher.as_ref();
        let publisher = publisher.filter(|publisher| !publisher.name.is_empty());
        let nodes: Vec<Agent> = entities
            .iter()
            .enumerate()
            .map(|(number, entity)| agent(local(base, "entity", number), entity))
            .collect();
        let mut agents = Agents { view, base, entities: nodes.len(), nodes, by_name };
        if let Some(publisher) = publisher {
            agents.named(&publisher.name, BODY);
            let number = agents.by_name[&publisher.name];
            if let Some(short) = &publisher.short_name {
                let names = &mut agents.nodes[number].other_names;
                if !names.contains(short) {
                    names.push(short.clone());
                }
                agents.by_name.entry(short.clone()).or_insert(number);
            }
        }
        agents
    }

    /// The agent that is this speaker.
    pub fn speaker(&mut self, speaker: &Speaker) -> String {
        let entity = speaker
            .entity
            .and_then(|number| Some((number, self.view.reading.entities.get(number)?)));
        match entity {
            Some((number, entity)) if entity.kind != EntityKind::Place => {
                self.nodes[number].id.clone()
            }
            _ => self.named(&speaker.name, SOMEBODY),
        }
    }

    /// The agent of this name, made where there is none yet.
    pub fn named(&mut self, name: &str, kinds: &'static [&'static str]) -> String {
        if let Some(number) = self.by_name.get(name) {
            let node = &mut self.nodes[*number];
            if node.kinds == SOMEBODY {
                node.kinds = kinds;
            }
            return node.id.clone();
        }
        let id = local(self.base, "agent", self.nodes.len() - self.entities);
        self.by_name.insert(name.to_owned(), self.nodes.len());
        self.nodes.push(Agent {
            id: id.clone(),
            kinds,
            name: name.to_owned(),
            other_names: Vec::new(),
            role: None,
            affiliation: None,
            anonymous: None,
        });
        id
    }

    /// The source without a name of an attribution: its own each time, since nothing tells
    /// whether "an official" here is "an official" there.
    pub fn anonymous(&mut self, number: usize, attribution: &Attribution) -> Option<String> {
        let found = attribution.voice.anonymous.as_ref()?;
        let name = attribution.voice.chain.last().map(|hand| hand.name.clone())?;
        let id = local(self.base, "anonymous", number);
        let target = |span| target(self.view, self.base, span);
        self.nodes.push(Agent {
            id: id.clone(),
            kinds: SOMEBODY,
            name,
            other_names: Vec::new(),
            role: None,
            affiliation: None,
            anonymous: Some(Anonymous {
                group: names::group(found.group),
                count: found.count,
                description: found.description.map(target),
                basis: found.basis.map(target),
                reason: found.reason.map(target),
            }),
        });
        Some(id)
    }

    /// The identifiers of the reading's entities.
    pub fn entities(&self) -> Vec<String> {
        self.nodes[..self.entities].iter().map(|node| node.id.clone()).collect()
    }

    pub fn into_nodes(self) -> impl Iterator<Item = Node> {
        self.nodes.into_iter().map(|node| Node::Agent(Box::new(node)))
    }
}

fn agent(id: String, entity: &Entity) -> Agent {
    Agent {
        id,
        kinds: match entity.kind {
            EntityKind::Person => PERSON,
            EntityKind::Organisation => BODY,
            EntityKind::Agency => OUTLET,
            EntityKind::Government => GOVERNMENT,
            EntityKind::Place => PLACE,
        },
        name: entity.name.clone(),
        other_names: entity.aliases.clone(),
        role: entity.role.clone().filter(|_| entity.kind == EntityKind::Person),
        affiliation: entity.affiliation.clone(),
        anonymous: None,
    }
}
