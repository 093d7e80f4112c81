package allocate_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/leveransplan/leveransplan/internal/allocate"
	"github.com/leveransplan/leveransplan/internal/apportion"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// A certificate refuses a proposal that says anything else than what it proves.
func TestCertificateRefuses(t *testing.T) {
	tried := map[string]int{}
	for seed := range uint64(400) {
		for name, spoil := range map[string]func(r *rand.Rand, p *allocate.Proposal) bool{
			"a plan of one more": func(r *rand.Rand, p *allocate.Proposal) bool {
				return some(r, p, func(pl *allocate.Plan) bool { pl.Volume++; pl.Shares[0].Volume++; return true })
			},
			"shares that do not add up": func(r *rand.Rand, p *allocate.Proposal) bool {
				return some(r, p, func(pl *allocate.Plan) bool { pl.Shares[0].Volume++; return true })
			},
			"volume in a full week": func(r *rand.Rand, p *allocate.Proposal) bool {
				return some(r, p, func(pl *allocate.Plan) bool { return move(pl.Shares) })
			},
			"a plan lost": func(_ *rand.Rand, p *allocate.Proposal) bool { p.Plans = p.Plans[:max(0, len(p.Plans)-1)]; return true },
			"a rest lost": func(_ *rand.Rand, p *allocate.Proposal) bool {
				n := len(p.Rests)
				p.Rests = p.Rests[:max(0, n-1)]
				return n > 0
			},
			"a rest more": func(r *rand.Rand, p *allocate.Proposal) bool {
				return len(p.Rests) > 0 && raise(&p.Rests[r.IntN(len(p.Rests))].Volume)
			},
			"a level more": func(r *rand.Rand, p *allocate.Proposal) bool {
				return raise(&p.Objective[r.IntN(len(p.Objective))].Value)
			},
		} {
			r := rand.New(rand.NewPCG(seed, 10))
			m := random(r, 1+r.IntN(5), 1+r.IntN(5), 2+r.IntN(5), 12)
			p := answer(t, m.question(build(t, m)))
			if len(p.Plans) == 0 || !spoil(r, p) {
				continue
			}
			tried[name]++
			if p.Certificate().Check() == nil {
				t.Fatalf("seed %d: %s passes:\n%s", seed, name, show(p))
			}
		}
	}
	for name, n := range tried {
		if n < 50 {
			t.Errorf("%s: tried %d times only", name, n)
		}
	}
	if len(tried) != 7 {
		t.Errorf("only %v were tried", tried)
	}
}

func some(r *rand.Rand, p *allocate.Proposal, spoil func(*allocate.Plan) bool) bool {
	return spoil(&p.Plans[r.IntN(len(p.Plans))])
}

func raise(n *int) bool { *n++; return true }

// move moves a unit into a week whose cap is reached by this plan alone.
func move(shares []apportion.Share) bool {
	for i := range shares {
		for j := range shares {
			if i != j && shares[i].Volume > 0 && shares[j].Cap != apportion.Unlimited && shares[j].Volume >= shares[j].Cap {
				shares[i].Volume--
				shares[j].Volume++
				return true
			}
		}
	}
	return false
}

// Where there is more room than the question had, what was best is that no longer, and the
// certificate says so.
func TestCertificateIsOfItsQuestion(t *testing.T) {
	better := 0
	for seed := range uint64(1500) {
		r := rand.New(rand.NewPCG(seed, 11))
		m := random(r, 2+r.IntN(4), 1+r.IntN(4), 2+r.IntN(5), 12)
		set := build(t, m)
		p := answer(t, m.question(set))
		for _, a := range set.Avtal {
			for i := range a.Takvolymer {
				a.Takvolymer[i].Volym.V += r.IntN(3)
			}
			for i := range a.Kapacitet.Items {
				a.Kapacitet.Items[i].Volume.V += r.IntN(3)
			}
		}
		after := answer(t, m.question(set))
		if !p.Optimal || !after.Optimal {
			continue
		}
		for _, unit := range units(p) {
			if after, before := stated(after, unit), stated(p, unit); after.compare(before) < 0 {
				better++
				if p.Certificate().Check() == nil {
					t.Fatalf("seed %d: %s: %+v is proven although there is %+v", seed, unit, before, after)
				}
				break
			}
		}
	}
	if better < 200 {
		t.Errorf("only %d became better", better)
	}
}

func TestProofsInWords(t *testing.T) {
	m := over(4, []modelLine{eye("a", 20), eye("c", 5)}, []modelSource{{step: 1, receiver: "x", ceilings: []modelCeiling{{0, 4, 10}}}, {receiver: "b", field: "eye", week: []int{3, 0, 0, 0}}})
	proofs, err := answer(t, m.question(build(t, m))).Certificate().Proofs()
	if err != nil {
		t.Fatal(err)
	}
	var sv, en []string
	for _, p := range proofs {
		sv, en = append(sv, p.Why.In(lang.SV)), append(en, p.Why.In(lang.EN))
	}
	if len(sv) != 5 || sv[0] != "0 + 13: rader som får allt, och det som är fullt: veckokapaciteten i s-01 för 2027-W10; takvolymen 10 i s-00 för 2027-03-08/2027-04-04" ||
		!strings.Contains(en[3], "between two of 2 senders") || !strings.Contains(sv[1], "tidigare steg") {
		t.Errorf("proofs:\n%s\n%s", strings.Join(sv, "\n"), strings.Join(en, "\n"))
	}
	m = over(2, []modelLine{eye("a", 4)}, []modelSource{{step: 1, receiver: "x"}})
	if proofs, _ = answer(t, m.question(build(t, m))).Certificate().Proofs(); !strings.HasPrefix(proofs[0].Why.In(lang.SV), "4 är allt") {
		t.Errorf("all is placed, and the proof is: %s", proofs[0].Why.In(lang.SV))
	}
	if _, err := (&allocate.Proposal{}).Certificate().Proofs(); err == nil {
		t.Error("a proof without a question")
	}
	if (&allocate.Proposal{}).Certificate().Check() == nil {
		t.Error("a proposal without a question is proven")
	}
}
