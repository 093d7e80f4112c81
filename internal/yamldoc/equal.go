package yamldoc

// Equal tells that two values say the same. Where they stand, how they are quoted and in
// which order their keys come makes no difference; the order of a list does. Numbers are
// the same only if they are written alike.
func Equal(a, b *Node) bool {
	if a.Kind != b.Kind || a.Text != b.Text || a.Bad != b.Bad || len(a.Entries) != len(b.Entries) || len(a.Items) != len(b.Items) {
		return false
	}
	for i, e := range a.Entries {
		other := b.Entries[i]
		if other.Key.Text != e.Key.Text {
			var there bool
			if other, there = b.Entry(e.Key.Text); !there {
				return false
			}
		}
		if e.Key.Bad != other.Key.Bad || !Equal(e.Value, other.Value) {
			return false
		}
	}
	for i, item := range a.Items {
		if !Equal(item, b.Items[i]) {
			return false
		}
	}
	return true
}

// Each visits a value and all that it consists of, keys included, in the order of the
// text.
func (n *Node) Each(visit func(*Node)) {
	visit(n)
	for _, e := range n.Entries {
		visit(e.Key)
		e.Value.Each(visit)
	}
	for _, item := range n.Items {
		item.Each(visit)
	}
}
