package allocate

import (
	"slices"

	"github.com/leveransplan/leveransplan/internal/flow"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// Proof is what proves one level, in words.
type Proof struct {
	Unit  string
	Level lang.Text
	Why   lang.Text
}

// Proofs tells what proves each level of each unit. [Certificate.Check] tells whether it does.
func (c Certificate) Proofs() ([]Proof, error) {
	p, err := pose(c.proposal.question)
	if err != nil {
		return nil, err
	}
	var out []Proof
	for i, unit := range p.units() {
		n, proof := p.network(unit), c.proposal.proofs[i]
		for a, f := range proof.flow {
			n.SetFlow(flow.Arc(a), f)
		}
		swaps := lang.T("ingen kedja av byten ger mindre; prövat i ett nät med %d knutar och %d förbindelser",
			"no chain of swaps gives less; tried in a network of %d nodes and %d arcs", n.Nodes(), n.Arcs())
		nearer := lang.T("ingen kedja av byten flyttar volym till ett tidigare steg; prövat i ett nät med %d knutar och %d förbindelser",
			"no chain of swaps moves volume to an earlier step; tried in a network of %d nodes and %d arcs", n.Nodes(), n.Arcs())
		n.Fix(n.stepCost(), proof.steps)
		free := len(n.holdSenders())
		for k, why := range []lang.Text{n.cutInWords(proof.cut), nearer, nearer, evenInWords(free), swaps} {
			out = append(out, Proof{unit, levelNames[k], why})
		}
	}
	return out, nil
}

// cutInWords tells what a full cut is made of: lines that get all they can, and caps.
func (n *network) cutInWords(inside []bool) lang.Text {
	crosses := func(a flow.Arc) bool {
		from, to := n.Ends(a)
		return inside[from] && !inside[to] && n.Cap(a) > 0
	}
	lines, full := 0, 0
	for a := range n.Arcs() {
		if from, _ := n.Ends(flow.Arc(a)); !crosses(flow.Arc(a)) {
			continue
		} else if n.upstream(from) {
			lines += n.Cap(flow.Arc(a))
		} else {
			full += n.Cap(flow.Arc(a))
		}
	}
	var caps []lang.Text
	for _, w := range n.lanes {
		var weeks weekset
		var bounds []*bound
		for _, lf := range w.leaves {
			if crosses(lf.arc) {
				weeks = append(weeks, lf.weeks...)
			}
		}
		for _, c := range w.caps {
			if crosses(c.arc) && !slices.Contains(bounds, c.bound) {
				bounds = append(bounds, c.bound)
			}
		}
		caps = append(caps, n.named(w, weeks, bounds)...)
	}
	if len(caps) == 0 {
		return lang.T("%d är allt som någon kan ta emot av det som är öppet", "%d is all that anybody can receive of what is open", lines)
	}
	return lang.T("%d + %d: rader som får allt, och det som är fullt: %s", "%d + %d: lines that get all, and what is full: %s", lines, full, joined(caps))
}

// upstream tells that a node lies before the lanes.
func (n *network) upstream(node int) bool {
	return node == n.origin || slices.ContainsFunc(n.senders, func(s *sender) bool { return s.node == node }) ||
		slices.ContainsFunc(n.lines, func(l *line) bool { return l.node == node })
}

func evenInWords(free int) lang.Text {
	if free < 2 {
		return lang.T("det som är placerat avgör vad varje skickande får", "what is placed decides what each sender gets")
	}
	return lang.T("ingen kedja av byten mellan två av %d skickande gör andelarna jämnare", "no chain of swaps between two of %d senders makes the shares more even", free)
}

func joined(list []lang.Text) lang.Text {
	out := list[0]
	for _, t := range list[1:] {
		out = lang.T("%s; %s", "%s; %s", out, t)
	}
	return out
}
