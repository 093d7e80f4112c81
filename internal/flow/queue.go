package flow

// queue is a binary heap of nodes by distance; of equal ones the lower number comes first.
type queue []item

type item struct{ distance, node int }

func (a item) before(b item) bool {
	return a.distance < b.distance || a.distance == b.distance && a.node < b.node
}

func (q *queue) put(distance, node int) {
	*q = append(*q, item{distance, node})
	h := *q
	for i := len(h) - 1; i > 0; {
		up := (i - 1) / 2
		if !h[i].before(h[up]) {
			return
		}
		h[i], h[up] = h[up], h[i]
		i = up
	}
}

func (q *queue) take() (distance, node int) {
	h := *q
	first, last := h[0], len(h)-1
	h[0] = h[last]
	h = h[:last]
	*q = h
	for i := 0; ; {
		least := i
		for _, down := range []int{2*i + 1, 2*i + 2} {
			if down < len(h) && h[down].before(h[least]) {
				least = down
			}
		}
		if least == i {
			return first.distance, first.node
		}
		h[i], h[least] = h[least], h[i]
		i = least
	}
}
