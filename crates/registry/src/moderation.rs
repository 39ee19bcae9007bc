//! Proposals and what becomes of them: queue, items, decisions, comments, tidings.
//!
//! A proposal is a pending edit with what belongs to it. It asks for changes item by item; each
//! item is accepted or rejected on its own, and what is accepted goes into the record as it stands
//! at that moment, by an edit of its own that names the proposal.

mod accept_many;
mod decide_items;
mod items;
mod label;
mod pass_on;
mod preview;
mod queue;
mod reasons;
mod standing;
mod submit;
mod talk;
mod tidings;
mod without_status;

pub use accept_many::AcceptOutcome;
pub use decide_items::{ItemChoice, ItemsOutcome};
pub use items::{ItemDecided, ItemView};
pub use label::{cell_label, label_at};
pub use preview::Preview;
pub use queue::{Comment, ProposalClosed, ProposalSummary, ProposalView, Queue, QueueFilter};
pub use submit::{Origin, Submission};
pub use tidings::{Tiding, TidingKind};
pub use without_status::{WithoutStatus, without_status};

pub(crate) use decide_items::smallest_edit;
pub(crate) use items::{Asked, after_of, base_of, view_items};
pub(crate) use label::label_of;
pub(crate) use standing::{count_all, count_proposal};
pub(crate) use tidings::{Told, tell, tell_proposer};
