package corpus

import (
	"github.com/leveransplan/leveransplan/internal/calendar"
)

// council is how capacity is distributed under routine 6.0: who asked for it, whether the
// councils were asked, and how much each sender got.
type council struct {
	direct  bool
	senders []*party
	volumes map[*party]int // as first decided, without what plans brought beyond their line
}

// decide distributes the offers of a year as its plans then took them.
func (r *region) decide(y *year) {
	for _, p := range y.plans {
		if p.offer == nil {
			continue
		}
		o := p.offer
		if o.council == nil {
			o.council = &council{direct: r.rng.IntN(3) == 0, volumes: map[*party]int{}}
		}
		volume := p.original
		if p.extension != nil {
			volume -= p.extension.extends
		}
		if o.council.volumes[p.sender] == 0 {
			o.council.senders = append(o.council.senders, p.sender)
		}
		o.council.volumes[p.sender] += volume
		// What plans gave back later was offered all the same.
		for i, v := range p.volumes {
			if fell := p.original - p.volume; fell > 0 && v > 0 {
				o.used.weeks[p.slots[i].Week()] += fell
				break
			}
		}
	}
}

// writeCouncil writes the steps from the answers to the minutes.
func (r *region) writeCouncil(p *page, o *offer) {
	c, sum := o.council, 0
	for _, s := range c.senders {
		sum += c.volumes[s]
	}
	day := func(n int) string { return workday(o.raised.Add(n)).String() }
	p.line(0, "svar:")
	for _, h := range r.hospitals {
		switch v := c.volumes[h]; {
		case v > 0:
			p.item(p.step(0), member{"part", h.id}, member{"datum", day(5)}, member{"svar", "behov"}, member{"volym", number(v)})
		case h != o.receiver:
			p.item(p.step(0), member{"part", h.id}, member{"datum", day(4)}, member{"svar", "inget_behov"})
		}
	}
	p.item(p.step(0), member{"part", "koncernkontoret"}, member{"datum", day(5)}, member{"svar", "inget_behov"})
	way := "samordningsrad"
	if c.direct {
		way = "direkt"
	}
	p.mapping(0, "vagval", member{"beslut", way}, member{"datum", day(10)}, member{"referens", p.quoted("%s § 5", day(10))})
	if !c.direct {
		p.line(0, "fordelningsforslag:")
		p.line(2, "upprattad_av: %s", o.receiver.id)
		p.line(2, "datum: %s", day(13))
		p.line(2, "rader:")
		p.item(p.step(2), member{"vardomrade", o.field.id}, member{"vardform", o.group.form}, member{"asa_klass", "[1, 2, 3]"}, member{"volym", number(sum)})
		p.line(0, "samordningsrad:")
		p.line(p.step(0), "- namn: %s", p.words(o.field.name))
		p.mapping(p.step(0)+2, "uppdrag", member{"datum", day(13)})
		p.line(p.step(0)+2, "datum: %s", day(18))
		p.distribution(p.step(0)+2, "onskad_fordelning", c)
	}
	p.mapping(0, "granskning", member{"datum", day(20)}, member{"mot_behovsanalys", analysisID(o.year)}, member{"mot_avtal", "[]"})
	p.line(0, "beslutsforslag:")
	p.line(2, "datum: %s", day(21))
	p.distribution(2, "fordelning", c)
	p.mapping(0, "arende", member{"diarienummer", p.quoted("HS %d-%05d", o.raised.Year(), 7000+sum)},
		member{"protokoll", p.quoted("%s § 6", o.year.position)})
}

func (p *page) distribution(indent int, key string, c *council) {
	p.line(indent, "%s:", key)
	for _, s := range c.senders {
		p.item(p.step(indent), member{"forvaltning", s.id}, member{"volym", number(c.volumes[s])})
	}
}

func analysisID(y *year) string { return "ba-" + number(y.number) }

// stated lists the years of which agreements state their capacity.
func (r *region) stated() []calendar.Interval {
	var out []calendar.Interval
	for _, y := range r.years {
		if !y.past {
			out = append(out, y.period)
		}
	}
	return out
}
