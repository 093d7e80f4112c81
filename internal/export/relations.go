package export

import "strings"

// Relation joins a fact to a dimension.
type Relation struct {
	Table, Column string // of the fact
	Dimension, Of string // the dimension and its column
	// Active tells that it is the one that filters by itself: of two columns of a fact that
	// name the same dimension the first. The others are for single measures (USERELATIONSHIP).
	Active bool
}

// Relations lists the relations to set in a model: from facts to dimensions and none between
// dimensions, so that there is one way only from a dimension to a fact.
func (s *Star) Relations() []Relation {
	var out []Relation
	for _, t := range s.Tables {
		if !strings.HasPrefix(t.Name, "fact_") {
			continue
		}
		taken := map[string]bool{}
		for _, c := range t.Columns {
			if dimension, column, found := strings.Cut(c.Refers, "."); found {
				out = append(out, Relation{t.Name, c.Name, dimension, column, !taken[dimension]})
				taken[dimension] = true
			}
		}
	}
	return out
}
