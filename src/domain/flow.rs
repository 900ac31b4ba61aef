//! A small maximum flow (augmenting paths) whose later sinks never undo what earlier ones received.

/// A directed network with whole capacities; nodes are numbered from 0.
#[derive(Debug, Clone)]
pub struct Network {
    /// (head, residual capacity); arc `i ^ 1` is the reverse of arc `i`.
    arcs: Vec<(usize, u32)>,
    out: Vec<Vec<usize>>,
}

impl Network {
    pub fn new(n_nodes: usize) -> Self {
        Self {
            arcs: Vec::new(),
            out: vec![Vec::new(); n_nodes],
        }
    }

    pub fn add_node(&mut self) -> usize {
        self.out.push(Vec::new());
        self.out.len() - 1
    }

    /// Adds an arc and returns its number.
    pub fn add_arc(&mut self, from: usize, to: usize, capacity: u32) -> usize {
        let arc = self.arcs.len();
        self.arcs.push((to, capacity));
        self.arcs.push((from, 0));
        self.out[from].push(arc);
        self.out[to].push(arc + 1);
        arc
    }

    /// Flow on an arc.
    pub fn flow(&self, arc: usize) -> u32 {
        self.arcs[arc ^ 1].1
    }

    /// Sends up to `limit` units from `source` to `sink` along augmenting paths; returns what arrived.
    /// A path may run through an earlier sink and out again over a reverse arc: what that sink received is rerouted,
    /// never lowered.
    pub fn send(&mut self, source: usize, sink: usize, limit: u32) -> u32 {
        let mut sent = 0;
        while sent < limit {
            let Some(path) = self.shortest_path(source, sink) else {
                break;
            };
            let room = path.iter().map(|&arc| self.arcs[arc].1).min().unwrap_or(0);
            let amount = room.min(limit - sent);
            for arc in path {
                self.arcs[arc].1 -= amount;
                self.arcs[arc ^ 1].1 += amount;
            }
            sent += amount;
        }
        sent
    }

    /// Arcs of a shortest path with residual capacity.
    fn shortest_path(&self, source: usize, sink: usize) -> Option<Vec<usize>> {
        let mut reached_by = vec![usize::MAX; self.out.len()];
        let mut queue = std::collections::VecDeque::from([source]);
        while let Some(node) = queue.pop_front() {
            for &arc in &self.out[node] {
                let (head, room) = self.arcs[arc];
                if room == 0 || head == source || reached_by[head] != usize::MAX {
                    continue;
                }
                reached_by[head] = arc;
                if head == sink {
                    return Some(self.walk_back(source, sink, &reached_by));
                }
                queue.push_back(head);
            }
        }
        None
    }

    fn walk_back(&self, source: usize, sink: usize, reached_by: &[usize]) -> Vec<usize> {
        let mut path = Vec::new();
        let mut node = sink;
        while node != source {
            let arc = reached_by[node];
            path.push(arc);
            node = self.arcs[arc ^ 1].0;
        }
        path
    }
}
