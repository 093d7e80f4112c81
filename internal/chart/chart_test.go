package chart

import (
	"encoding/xml"
	"fmt"
	"html/template"
	"io"
	"math"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/leveransplan/leveransplan/internal/lang"
)

// shape is an element of a drawing.
type shape struct {
	name string
	attr map[string]string
	text string
}

func (s *shape) num(t testing.TB, name string) float64 {
	t.Helper()
	f, err := strconv.ParseFloat(s.attr[name], 64)
	if err != nil {
		t.Fatalf("<%s %s=%q>", s.name, name, s.attr[name])
	}
	return f
}

func (s *shape) is(class string) bool { return s.attr["class"] == class }

// shapes reads markup as XML, and fails where it is none, where an id stands twice or where a
// name refers to nothing.
func shapes(t testing.TB, markup template.HTML) []*shape {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader("<all>" + string(markup) + "</all>"))
	var out, open []*shape
	ids := map[string]bool{}
	for {
		token, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatalf("%v in %s", err, markup)
		}
		switch token := token.(type) {
		case xml.StartElement:
			s := &shape{name: token.Name.Local, attr: map[string]string{}}
			for _, a := range token.Attr {
				s.attr[a.Name.Local] = a.Value
			}
			if id := s.attr["id"]; id != "" {
				if ids[id] {
					t.Errorf("the id %s stands twice", id)
				}
				ids[id] = true
			}
			out, open = append(out, s), append(open, s)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			for _, s := range open {
				s.text += string(token)
			}
		}
	}
	for _, s := range out {
		for _, id := range strings.Fields(s.attr["aria-labelledby"]) {
			if !ids[id] {
				t.Errorf("<%s> is named by %q, which is not there", s.name, id)
			}
		}
		if ref, ok := strings.CutPrefix(s.attr["fill"], "url(#"); ok && !ids[strings.TrimSuffix(ref, ")")] {
			t.Errorf("filled with %q, which is not there", s.attr["fill"])
		}
	}
	return out
}

var pathNumber = regexp.MustCompile(`-?[0-9.]+`)

// within holds that everything is drawn inside the drawing's own frame.
func within(t testing.TB, all []*shape) {
	t.Helper()
	var width, height float64
	inPattern := false
	for _, s := range all {
		if s.name == "svg" {
			fmt.Sscanf(s.attr["viewBox"], "0 0 %g %g", &width, &height)
		}
		if s.name == "pattern" {
			inPattern = true
		}
		if inPattern && (s.name == "rect" || s.name == "line") {
			inPattern = s.name == "rect"
			continue
		}
		for name, most := range map[string]float64{"x": width, "x1": width, "x2": width, "cx": width, "y": height, "y1": height, "y2": height, "cy": height, "width": width, "height": height} {
			if _, there := s.attr[name]; there && s.name != "svg" && s.name != "pattern" {
				if v := s.num(t, name); v < -.05 || v > most+.05 || math.IsNaN(v) {
					t.Errorf("<%s class=%q %s=%g> lies outside %g by %g", s.name, s.attr["class"], name, v, width, height)
				}
			}
		}
		if s.name == "rect" && !inPattern && s.num(t, "y")+s.num(t, "height") > height+.15 {
			t.Errorf("%v reaches below", s.attr)
		}
		for _, n := range pathNumber.FindAllString(s.attr["d"], -1) {
			if v, err := strconv.ParseFloat(n, 64); err != nil || v < -.05 || v > max(width, height)+.05 {
				t.Errorf("the path %q lies outside", s.attr["d"])
				break
			}
		}
	}
}

func frame(id string) Frame {
	return Frame{ID: id, Title: `Veckor <"&'>`, Desc: "Flest i v. 5.", Language: lang.SV}
}

func weeks(n int, value func(i int) Column) Columns {
	c := Columns{Frame: frame("w"), Value: "Planerat", Limit: "Kapacitet", Period: "Vecka"}
	for i := range n {
		col := value(i)
		col.Label, col.Short = fmt.Sprintf("2026-W%02d", i+1), strconv.Itoa(i+1)
		c.Columns = append(c.Columns, col)
	}
	return c
}

// The drawing tells the numbers: heights are proportional, a limit that is passed splits the
// column there and is marked, and what is not known has no column while 0 has one.
func TestColumnsTellTheirNumbers(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 7))
	for range 200 {
		c := weeks(1+r.IntN(53), func(int) Column {
			return Column{Value: r.IntN(1 + r.IntN(900)), Known: r.IntN(9) > 0, Limit: r.IntN(400), Limited: r.IntN(4) > 0, Even: r.IntN(5) == 0}
		})
		all := shapes(t, c.SVG())
		within(t, all)
		ground := math.NaN()
		drawn := map[string]float64{} // by place, rounded
		marks, zeros := 0, 0
		key := func(x float64) string { return strconv.Itoa(int(math.Round(x * 2))) }
		for _, s := range all {
			switch {
			case s.is("base"):
				ground = s.num(t, "y1")
			case s.name == "rect" && (s.is("bar") || s.is("bar even") || s.is("over")):
				drawn[key(s.num(t, "x"))] += s.num(t, "height")
			case s.is("mark"):
				marks++
			case s.is("zero"):
				zeros++
			}
		}
		top, _ := c.highest()
		a := newAxis(top, high-marginBottom, marginTop)
		if math.Abs(ground-a.y0) > .05 {
			t.Fatalf("the ground lies at %g", ground)
		}
		p := plot{marginLeft, wide - marginRight, a, len(c.Columns)}
		for i, col := range c.Columns {
			h, there := drawn[key(roundTenth(p.middle(i)-p.width()/2))]
			if col.Known && col.Value > 0 {
				if got := h / (a.y0 - a.y1) * float64(a.top); math.Abs(got-float64(col.Value)) > float64(a.top)/1000+.01 {
					t.Fatalf("column %d tells %.2f, not %d (of %d)", i, got, col.Value, a.top)
				}
			} else if there {
				t.Fatalf("column %d is drawn and holds %+v", i, col)
			}
			if col.over() {
				marks--
			}
			if col.Known && col.Value == 0 {
				zeros--
			}
		}
		if marks != 0 || zeros != 0 {
			t.Fatalf("%d marks and %d zeros too many", marks, zeros)
		}
		table, i := c.Table(), 0
		for row := range table.Rows {
			want := "–"
			if c.Columns[i].Known {
				want = lang.Count(c.Columns[i].Value, lang.SV)
			}
			if row[0] != c.Columns[i].Label || row[1] != want || len(row) != len(table.Head) {
				t.Fatalf("the table says %q of %+v", row, c.Columns[i])
			}
			i++
		}
		if i != len(c.Columns) {
			t.Fatalf("%d rows of %d", i, len(c.Columns))
		}
	}
}

func roundTenth(f float64) float64 { return math.Round(f*10) / 10 }

// Labels never touch each other, on a wide screen and on a small one, however many there are.
func TestLabelsDoNotOverlap(t *testing.T) {
	for _, label := range []string{"5", "53", "W53", "2026-W53", "24-11"} {
		for _, n := range []int{1, 2, 4, 5, 13, 24, 48, 52, 53, 106} {
			c := weeks(n, func(i int) Column { return Column{Value: i, Known: true} })
			for i := range c.Columns {
				c.Columns[i].Short = label
			}
			for size, small := range map[float64]bool{letters: false, smallLetters: true} {
				last, told := math.Inf(-1), 0
				for _, s := range shapes(t, c.SVG()) {
					if s.name != "text" || s.attr["text-anchor"] != "middle" || small && s.is("tick minor") {
						continue
					}
					told++
					half := float64(len(label)) * size * letterWidth / 2
					if x := s.num(t, "x"); x-half < last {
						t.Fatalf("%d of %q touch at %g on letters of %g", n, label, x, size)
					} else {
						last = x + half
					}
				}
				if told == 0 {
					t.Errorf("%d of %q: no label at all", n, label)
				}
			}
		}
	}
}

func TestAxesHaveRoundSteps(t *testing.T) {
	for highest := range 3000 {
		a := newAxis(highest, 100, 0)
		step := a.step
		for step%10 == 0 {
			step /= 10
		}
		if a.top < highest || a.top/a.step > 5 || a.top%a.step != 0 || step != 1 && step != 2 && step != 5 || highest > 0 && a.top-highest >= a.step {
			t.Fatalf("%d: %+v", highest, a)
		}
	}
	if a := newAxis(math.MaxInt32, 100, 0); a.top < math.MaxInt32 {
		t.Errorf("%+v", a)
	}
}

func TestWithoutFigures(t *testing.T) {
	for name, markup := range map[string]template.HTML{
		"no weeks":      weeks(0, nil).SVG(),
		"nothing known": weeks(53, func(int) Column { return Column{Value: 9} }).SVG(),
		"no periods":    Course{Frame: frame("p"), Plan: "Plan", Outcome: "Utfall"}.SVG(),
	} {
		all := shapes(t, markup)
		within(t, all)
		if all[1].text == "" || !strings.Contains(all[1].text, noFigures.SV) {
			t.Errorf("%s: does not say so", name)
		}
	}
	for _, n := range []int{0, 1} {
		all := shapes(t, weeks(n, func(int) Column { return Column{Known: true} }).SVG())
		within(t, all)
	}
}

// The plan and both edges of outcome stand at their values, and where outcome is not known the
// line ends.
func TestACourseTellsItsNumbers(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 7))
	for range 200 {
		c := Course{Frame: frame("k"), Plan: "Planerat", Outcome: "Utfört", Period: "Kvartal"}
		known := r.IntN(5)
		plan, low, high := 0, 0, 0
		for i := range 4 {
			plan += r.IntN(300)
			low += r.IntN(200)
			high = max(high, low) + r.IntN(20)*r.IntN(2)
			c.Points = append(c.Points, Point{Label: fmt.Sprintf("2026-Q%d", i+1), Short: fmt.Sprintf("Q%d", i+1), Plan: plan, Low: low, High: high, Known: i < known})
		}
		all := shapes(t, c.SVG())
		within(t, all)
		top := 0
		var want []int
		for _, p := range c.Points {
			top = max(top, p.Plan)
			if p.Known {
				top = max(top, p.High)
				want = append(want, p.Low)
				if p.Low != p.High {
					want = append(want, p.High)
				}
			}
		}
		a := newAxis(top, high0, marginTop)
		var squares []int
		for _, s := range all {
			switch {
			case s.is("plan-dot"):
				squares = append(squares, a.value(s.num(t, "y")+4))
			case s.is("done-dot"):
				if len(want) == 0 || abs(a.value(s.num(t, "cy"))-want[0]) > a.top/1000+1 {
					t.Fatalf("outcome stands at %d, not %v", a.value(s.num(t, "cy")), want)
				}
				want = want[1:]
			}
		}
		if len(want) != 0 {
			t.Fatalf("outcome lacks %v", want)
		}
		for i, p := range c.Points {
			if abs(squares[i]-p.Plan) > a.top/1000+1 {
				t.Fatalf("the plan stands at %d, not %d", squares[i], p.Plan)
			}
		}
	}
}

const high0 = high - marginBottom

func (a axis) value(y float64) int {
	return int(math.Round((a.y0 - y) / (a.y0 - a.y1) * float64(a.top)))
}

func abs(n int) int { return max(n, -n) }

// A figure is one picture with a name, its legend and its table; all of it is well-formed and
// nothing in the texts acts.
func TestFiguresAreWhole(t *testing.T) {
	c := weeks(53, func(i int) Column {
		return Column{Value: i, Known: i%7 > 0, Limit: 30, Limited: true, Even: i%5 == 0}
	})
	all := shapes(t, c.Figure())
	var svg, table, legend *shape
	for _, s := range all {
		switch {
		case s.name == "svg" && svg == nil:
			svg = s
		case s.name == "table":
			table = s
		case s.is("legend"):
			legend = s
		}
	}
	if svg.attr["role"] != "img" || svg.attr["aria-labelledby"] != "c-w-svg c-w-desc" {
		t.Errorf("the picture has no name: %v", svg.attr)
	}
	if !strings.Contains(table.text, "2026-W53") || !strings.Contains(legend.text, "Kapacitet") || !strings.Contains(legend.text, passedBy.SV) {
		t.Error("no figures or no legend")
	}
	if strings.Contains(string(c.Figure()), `Veckor <"`) {
		t.Error("a title acts as markup")
	}
	bars := Bars{Frame: frame("b"), Name: "Mottagare", Head: "Planerat", Rows: []Bar{{Name: "A & B", Href: "x.html", Low: 4, High: 9, Of: 12, Text: "4–9"}, {Name: "C"}, {Name: "D", Low: 50, High: 50, Of: 20}}}
	within(t, shapes(t, bars.HTML()))
	shapes(t, Course{Frame: frame("k"), Plan: "P", Outcome: "U", Points: []Point{{Plan: 3, Low: 1, High: 2, Known: true}}}.Figure())
}

// The lengths of bars are the shares that they stand for.
func TestBarsTellShares(t *testing.T) {
	all := shapes(t, Bars{Frame: frame("b"), Rows: []Bar{{Low: 30, High: 40, Of: 120}, {Low: 200, High: 200}}}.HTML())
	var got []float64
	for _, s := range all {
		if s.name == "rect" {
			got = append(got, s.num(t, "width"))
		}
	}
	want := []float64{120, 10, 30, 200}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("%v, want %v", got, want)
	}
}

// A spark steps to the height of each value, which is its share of the highest; what is above 0
// is seen, and of nothing nothing is drawn.
func TestASparkTellsItsValues(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 1))
	for range 300 {
		s := Spark{Values: make([]float32, 1+r.IntN(160))}
		var top float32
		for i := range s.Values {
			if r.IntN(3) > 0 {
				s.Values[i] = r.Float32() * float32(r.IntN(400)-20)
			}
			top = max(top, s.Values[i])
		}
		all := shapes(t, template.HTML(s.Append(nil)))[1:]
		if box := fmt.Sprintf("0 0 %d 24", 2*len(s.Values)); all[0].attr["viewBox"] != box || all[0].attr["aria-hidden"] != "true" {
			t.Fatalf("%v", all[0].attr)
		}
		got := steps(t, all[1].attr["d"], len(s.Values))
		for i, v := range s.Values {
			want := 0.0
			if v > 0 {
				want = max(1, float64(v/top)*24)
			}
			if math.Abs(float64(got[i])-want) > .501 || v > 0 && got[i] < 1 {
				t.Fatalf("value %d is %v of %v and drawn %d high", i, v, top, got[i])
			}
		}
	}
	if out := (Spark{}).Append(nil); len(out) != 0 {
		t.Errorf("of nothing: %s", out)
	}
}

// steps reads how high a spark is at each of its values, and that it ends on its base.
func steps(t testing.TB, path string, n int) []int {
	t.Helper()
	high, out := 0, []int{}
	for path = strings.TrimPrefix(path, "M0 24"); path != ""; {
		var command byte
		var by int
		if _, err := fmt.Sscanf(path, "%c%d", &command, &by); err != nil {
			t.Fatalf("%v in %q", err, path)
		}
		path = strings.TrimLeft(path[1:], "0123456789")
		switch command {
		case 'h':
			out = append(out, slices.Repeat([]int{high}, by/2)...)
		case 'V':
			high = 24 - by
		default:
			t.Fatalf("%c in a path", command)
		}
	}
	if high != 0 || len(out) > n {
		t.Fatalf("it ends %d high after %d of %d", high, len(out), n)
	}
	return append(out, make([]int, n-len(out))...)
}

func FuzzColumns(f *testing.F) {
	f.Add("Titel", "v. 1", 5, 3, true, true, 7)
	f.Add(`"><script>`, "\x00\xff]]>", -5, 1<<62, true, true, 60)
	f.Fuzz(func(t *testing.T, title, label string, value, limit int, known, limited bool, n int) {
		c := Columns{Frame: Frame{ID: title, Title: title, Desc: label, Language: lang.EN}, Value: label, Limit: title}
		if value > 1<<40 || limit > 1<<40 {
			return // no volume is; the axis stays exact below
		}
		for range min(max(n, 0), 120) {
			c.Columns = append(c.Columns, Column{Label: label, Short: label, Value: value, Known: known, Limit: limit, Limited: limited})
		}
		for _, markup := range []template.HTML{c.SVG(), c.Figure()} {
			all := shapes(t, template.HTML(strings.Map(xmlOnly, strings.ToValidUTF8(string(markup), "?"))))
			for _, s := range all {
				if s.name == "script" {
					t.Fatal("a text acts")
				}
			}
		}
		within(t, shapes(t, template.HTML(strings.Map(xmlOnly, strings.ToValidUTF8(string(c.SVG()), "?")))))
	})
}

// xmlOnly drops what XML has no place for and browsers don't mind.
func xmlOnly(r rune) rune {
	if r < ' ' && r != '\n' && r != '\t' || r == 0xFFFE || r == 0xFFFF {
		return -1
	}
	return r
}
