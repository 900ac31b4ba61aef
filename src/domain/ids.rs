//! Positions in the canonical (id-sorted) lists of an instance.

macro_rules! index {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub usize);
    };
}

index!(/// Position in `Instance::schools`.
    SchoolIndex);
index!(/// Position in `Instance::units`.
    UnitIndex);
index!(/// Position in `Instance::teachers`.
    TeacherIndex);
index!(/// Position in `Instance::retirees`.
    RetireeIndex);
