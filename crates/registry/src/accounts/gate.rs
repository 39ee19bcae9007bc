//! Lets only a few passwords be hashed at a time: each takes memory, and a flood of sign-ins must
//! not take it all.

use std::sync::{Condvar, Mutex, PoisonError};

/// Hashes at a time.
const AT_ONCE: usize = 2;

/// Those who may wait; more are sent away.
const WAITING: usize = 40;

#[derive(Debug, Default)]
struct Count {
    inside: usize,
    waiting: usize,
}

/// The gate.
#[derive(Debug, Default)]
pub(crate) struct Gate {
    count: Mutex<Count>,
    left: Condvar,
}

impl Gate {
    /// Does the work when its turn has come; `None` when too many wait.
    pub(crate) fn pass<T>(&self, work: impl FnOnce() -> T) -> Option<T> {
        let mut count = self.count.lock().unwrap_or_else(PoisonError::into_inner);
        if count.inside >= AT_ONCE {
            if count.waiting >= WAITING {
                return None;
            }
            count.waiting += 1;
            while count.inside >= AT_ONCE {
                count = self
                    .left
                    .wait(count)
                    .unwrap_or_else(PoisonError::into_inner);
            }
            count.waiting -= 1;
        }
        count.inside += 1;
        drop(count);
        let _leave = Leave(self);
        Some(work())
    }
}

/// Lets the next one in, also when the work panics.
struct Leave<'a>(&'a Gate);

impl Drop for Leave<'_> {
    fn drop(&mut self) {
        self.0
            .count
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .inside -= 1;
        self.0.left.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use std::{
        sync::atomic::{AtomicUsize, Ordering},
        thread,
        time::Duration,
    };

    use super::*;

    #[test]
    fn only_a_few_work_at_a_time_and_the_crowd_is_sent_away() {
        let gate = Gate::default();
        let (inside, most, done) = (
            AtomicUsize::new(0),
            AtomicUsize::new(0),
            AtomicUsize::new(0),
        );
        thread::scope(|scope| {
            for _ in 0..80 {
                scope.spawn(|| {
                    let passed = gate.pass(|| {
                        most.fetch_max(inside.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                        thread::sleep(Duration::from_millis(20));
                        inside.fetch_sub(1, Ordering::SeqCst);
                    });
                    done.fetch_add(usize::from(passed.is_some()), Ordering::SeqCst);
                });
            }
        });
        assert!(most.load(Ordering::SeqCst) <= AT_ONCE);
        assert!(
            (AT_ONCE + 1..80).contains(&done.load(Ordering::SeqCst)),
            "{done:?}"
        );
    }
}
