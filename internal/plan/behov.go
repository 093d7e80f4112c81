package plan

// Behovsanalys is the yearly analysis of need against own capacity (N02-N04).
type Behovsanalys struct {
	Document
	Period      Interval       `yaml:"period"`
	Datum       Day            `yaml:"datum"`
	Referens    Text           `yaml:"referens"`
	Vardomraden []Behovsomrade `yaml:"vardomraden"`
}

// Behovsomrade is the analysis of one medical field.
type Behovsomrade struct {
	Group
	Vardomrade    Text        `yaml:"vardomrade"`
	Forvaltningar []Behovsrad `yaml:"forvaltningar"`
}

// Behovsrad is the need and capacity of one förvaltning in one field.
type Behovsrad struct {
	Group
	Forvaltning Text `yaml:"forvaltning"`
	Behov       Int  `yaml:"behov"`
	Kapacitet   Int  `yaml:"kapacitet"`
	Kvarvarande Int  `yaml:"kvarvarande"` // derived: need less capacity; checked where stated
}

// Remaining is the need that the förvaltning can't meet itself; never below 0.
func (r *Behovsrad) Remaining() int { return max(0, r.Behov.V-r.Kapacitet.V) }

// Row finds the analysis of a field and förvaltning, or nil.
func (b *Behovsanalys) Row(vardomrade, forvaltning string) *Behovsrad {
	if o := b.Field(vardomrade); o != nil {
		for i := range o.Forvaltningar {
			if o.Forvaltningar[i].Forvaltning.V == forvaltning {
				return &o.Forvaltningar[i]
			}
		}
	}
	return nil
}

// Field finds the analysis of a field, or nil.
func (b *Behovsanalys) Field(vardomrade string) *Behovsomrade {
	for i := range b.Vardomraden {
		if b.Vardomraden[i].Vardomrade.V == vardomrade {
			return &b.Vardomraden[i]
		}
	}
	return nil
}
