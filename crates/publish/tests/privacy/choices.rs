//! Random choices that proptest can shrink: when they run out, the simplest is taken.

pub(crate) struct Choices {
    bytes: Vec<u8>,
    next: usize,
}

impl Choices {
    pub(crate) fn new(bytes: &[u8]) -> Self {
        Self {
            bytes: bytes.to_vec(),
            next: 0,
        }
    }

    /// A number below `limit`; 0 when no choices are left.
    pub(crate) fn below(&mut self, limit: u8) -> u8 {
        let byte = self.bytes.get(self.next).copied();
        self.next += 1;
        byte.map_or(0, |byte| byte % limit)
    }

    /// True `times` in `limit`; false when no choices are left.
    pub(crate) fn chance(&mut self, times: u8, limit: u8) -> bool {
        self.below(limit) >= limit - times
    }

    pub(crate) fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        let limit = u8::try_from(from.len()).unwrap();
        from[usize::from(self.below(limit))].clone()
    }
}
