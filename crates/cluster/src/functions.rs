//! Our functions, where plans name them.

use ballista_core::config::BALLISTA_ADAPTIVE_PLANNER_ENABLED;
use ballista_core::extension::{SessionConfigExt, ballista_scalar_functions};
use ballista_core::registry::BallistaFunctionRegistry;
use datafusion::execution::SessionStateBuilder;
use datafusion::execution::session_state::SessionState;
use datafusion::prelude::SessionConfig;
use sayso_batch::{functions, session};

/// Settings of sessions, the same on all sides. Plans are cut into stages once: where Ballista cuts
/// them anew on the way, a job may never end (datafusion-ballista#2150).
pub fn configuration() -> SessionConfig {
    let config = SessionConfig::new_with_ballista();
    session::configure(config.set_bool(BALLISTA_ADAPTIVE_PLANNER_ENABLED, false))
}

/// A session that knows our functions.
pub fn state(config: SessionConfig) -> SessionState {
    let mut state = SessionStateBuilder::new().with_default_features().with_config(config);
    state.scalar_functions().get_or_insert_with(Vec::new).extend(functions::all());
    state.build()
}

/// The functions that an executor knows.
pub fn registry() -> BallistaFunctionRegistry {
    let mut registry = BallistaFunctionRegistry::default();
    // Those over lists are missing in the registry's own.
    for function in ballista_scalar_functions().into_iter().chain(functions::all()) {
        registry.scalar_functions.insert(function.name().to_owned(), function);
    }
    registry
}
