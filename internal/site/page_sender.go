package site

import (
	"github.com/leveransplan/leveransplan/internal/lang"
)

// senderPageOf is a sender: what it needs, what it can't do itself, and where its patients go.
func (x *index) senderPageOf(id string) page {
	return page{
		path: senderURL(id), section: senders, kicker: lang.T("Skickande förvaltning", "Sender"),
		title: named(x.orgFull(id)), lead: x.partyLead(asSender, id), crumbs: []crumb{{lang.T("Skickande", "Senders"), sendersURL()}},
		data: x.telling(func(t *teller) *dataView {
			d := &dataView{Warnings: t.missing(), Tiles: t.presentTiles(asSender, id)}
			if url := t.x.receiverPage(id); url != "" {
				d.Sections = append(d.Sections, &block{ID: "om", Heading: t.T("Om förvaltningen", "About the administration"), Parts: []part{{Facts: t.orgFacts(id), Links: []span{t.link(t.T("Vad förvaltningen tar emot från andra", "What the administration receives from others"), url)}}}})
			} else {
				d.Sections = append(d.Sections, &block{ID: "om", Heading: t.T("Om förvaltningen", "About the administration"), Parts: []part{{Facts: t.orgFacts(id)}}})
			}
			d.Sections = append(t.partyYears(asSender, id, []string{asReceiver, asField}), d.Sections...)
			return d
		}),
	}
}

// receiverPageOf is a receiver: its capacity week by week, what is planned of it and by whom.
func (x *index) receiverPageOf(id string) page {
	return page{
		path: receiverURL(id), section: receivers, kicker: lang.T("Mottagare", "Receiver"),
		title: named(x.orgFull(id)), lead: x.partyLead(asReceiver, id), crumbs: []crumb{{lang.T("Mottagare", "Receivers"), receiversURL()}},
		data: x.telling(func(t *teller) *dataView { return t.receiver(id) }),
	}
}

func (t *teller) receiver(id string) *dataView {
	d := &dataView{Warnings: t.missing(), Tiles: t.presentTiles(asReceiver, id)}
	list := t.current(t.x.capacities[id])
	room := &block{ID: "kapacitet", Heading: t.T("Kapacitet och vad som är använt", "Capacity and what is used")}
	if len(list) == 0 {
		room.Parts = []part{{Text: []string{t.T("Inget avtal eller erbjudande är registrerat.", "No agreement or offer has been registered.")}}}
	} else {
		room.Parts = []part{{Figure: t.shares("tak-bild", list), Table: t.capacityTable("tak-namn", t.T("Avtal och erbjudanden, de som gäller nu först", "Agreements and offers, those of today first"), list, false), Note: t.capacityNote()}}
	}
	d.Sections = append(d.Sections, room)
	if len(list) > 0 {
		weeks := &block{ID: "veckor", Heading: t.T("Kapacitet vecka för vecka", "Capacity week by week")}
		for _, c := range list {
			weeks.Parts = append(weeks.Parts, t.capacityWeeks(c))
		}
		d.Sections = append(d.Sections, weeks)
	}
	d.Sections = append(d.Sections, t.partyYears(asReceiver, id, []string{asSender, asField})...)
	about := part{Facts: t.orgFacts(id)}
	if url := t.x.senderPage(id); url != "" {
		about.Links = []span{t.link(t.T("Vad förvaltningen skickar till andra", "What the administration sends to others"), url)}
	}
	d.Sections = append(d.Sections, &block{ID: "om", Heading: t.T("Om mottagaren", "About the receiver"), Parts: []part{about}})
	return d
}

// fieldPageOf is a medical field across senders and receivers.
func (x *index) fieldPageOf(id string) page {
	return page{
		path: fieldURL(id), section: fields, kicker: lang.T("Vårdområde", "Medical field"),
		title: named(x.fieldName(id)), lead: x.partyLead(asField, id), crumbs: []crumb{{lang.T("Vårdområden", "Medical fields"), fieldsURL()}},
		data: x.telling(func(t *teller) *dataView {
			return &dataView{Warnings: t.missing(), Tiles: t.presentTiles(asField, id), Sections: t.partyYears(asField, id, []string{asSender, asReceiver})}
		}),
	}
}
