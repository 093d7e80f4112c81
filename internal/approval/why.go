package approval

import (
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// why says why a kind of change needs an approval.
func (b *builder) why(p piece) lang.Text {
	return lang.T("%s: %s", "%s: %s", p.kind.Text(), reason(p, b.policy.nameOf(p.organisation)))
}

func reason(p piece, organisation string) lang.Text {
	switch n := p.need; {
	case n.Heard:
		return lang.T("%s hörs om sina volymer", "%s is heard about its volumes", organisation)
	case n.OneMore:
		return lang.T("en till läser innan det gäller", "one more reads it before it holds")
	case n.Second:
		return lang.T("en till utöver systemförvaltaren står bakom", "one more beside the systemforvaltare stands behind it")
	case n.Of == OfSender && n.Actor:
		return lang.T("%s begär det som skickande", "%s asks for it as the sender", organisation)
	case n.Of == OfSender:
		return lang.T("%s kommer överens som skickande", "%s agrees as the sender", organisation)
	case n.Of == OfReceiver:
		return lang.T("%s kommer överens som mottagare", "%s agrees as the receiver", organisation)
	case n.Of == OfRest:
		return lang.T("%s har raden som resten gäller", "%s has the line that the rest is of", organisation)
	case n.Of != "":
		return lang.T("%s erbjuder kapaciteten eller lyfter behovet", "%s offers the capacity or raises the need", organisation)
	case p.role == plan.RollBeslutsforum:
		return lang.T("forumet tar ställning", "the forum takes position")
	case n.Actor:
		return lang.T("%s lägger fram det", "%s puts it forward", definite(p.role))
	}
	return lang.T("%s står bakom", "%s stands behind it", definite(p.role))
}
