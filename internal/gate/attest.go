package gate

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// After a force-push the host may have moved a review to another commit, and then nobody can
// tell from the review what it was for. The gate can, where it has seen the review before: it
// attests, on the head that it judges, which reviews were for which content. An attestation
// names the reviews by number. That the branch's head meant something when a review was
// submitted would prove nothing, since a reviewer may have had an older page before her.
//
// Attestations are statuses, which nobody can edit, and only those of the gate's own App
// count: a status of any name can be posted by whoever may write.

// witness notes what a review was for, while that can be told. Who has a hand in the content
// is no witness of it: once the branch is rewritten it might no longer show.
func (a *attempt) witness(r Review, content map[string]approval.Bound) {
	if r.Account.Bot || a.wrote[r.Account.ID] || r.State != approval.Approved && r.State != approval.ChangesRequested {
		return
	}
	if a.witnessed == nil {
		a.witnessed = map[string][]int64{}
	}
	sum := meaning(content)
	a.witnessed[sum] = append(a.witnessed[sum], r.ID)
}

// meaning names what a request does as a whole: equal for equal content, whatever the
// commits, the layout and the order of things.
func meaning(content map[string]approval.Bound) string {
	sum := sha256.New()
	for _, subject := range slices.Sorted(maps.Keys(content)) {
		fmt.Fprintf(sum, "%q %q %q\n", subject, content[subject].Before, content[subject].After)
	}
	return hex.EncodeToString(sum.Sum(nil))
}

// attestations puts what was witnessed in as few texts as fit: a sum and the numbers of the
// reviews that were for it.
func (a *attempt) attestations() []string {
	var out []string
	for _, sum := range slices.Sorted(maps.Keys(a.witnessed)) {
		text := sum
		for _, id := range slices.Sorted(slices.Values(a.witnessed[sum])) {
			number := " " + strconv.FormatInt(id, 10)
			if len(text)+len(number) > StatusLimit {
				out, text = append(out, text), sum
			}
			text += number
		}
		out = append(out, text)
	}
	return out
}

var attestation = regexp.MustCompile(`^([0-9a-f]{64})((?: [1-9][0-9]{0,18})+)$`)

// about gives the sum that an attestation names for a review; empty where it names none.
func about(text string, review int64) string {
	m := attestation.FindStringSubmatch(text)
	if m == nil || !slices.Contains(strings.Fields(m[2]), strconv.FormatInt(review, 10)) {
		return ""
	}
	return m[1]
}

// mostHeads is how many earlier heads are asked for attestations about one review.
const mostHeads = 20

// remembered gives what a review before a force-push was for, if the gate has attested that
// it was just what the request does now; else why it does not count.
func (a *attempt) remembered(ctx context.Context, r Review, push Move) (map[string]approval.Bound, lang.Text, error) {
	why := a.told(push)
	heads := a.headsBetween(r.Submitted, push.At)
	if len(heads) == 0 {
		return nil, why, nil // nobody tells of a fork's branch
	}
	sums := map[string]bool{}
	for _, head := range heads[max(0, len(heads)-mostHeads):] {
		list, err := a.attestedOn(ctx, head)
		if errors.Is(err, ErrNoApp) {
			return nil, why, nil
		}
		if err != nil {
			return nil, why, err
		}
		for _, s := range list {
			if sum := about(s.Text, r.ID); sum != "" && s.At.Before(push.At) {
				sums[sum] = true
			}
		}
	}
	now, err := a.present()
	switch {
	case a.final && crosswise(err):
		return nil, why, nil
	case err != nil:
		return nil, why, err
	case len(sums) == 0:
		return nil, lang.T("%s, och grinden hade inte sett den dessförinnan", "%s, and the gate had not seen it before", why), nil
	case len(sums) > 1:
		return nil, lang.T("%s, och vad grinden intygat om den går isär", "%s, and what the gate has attested of it does not agree", why), nil
	case !sums[meaning(now)]:
		return nil, lang.T("grenen skrevs om (force-push) %s, efter granskningen, och den gällde ett annat innehåll än nu",
			"the branch was rewritten (force-push) %s, after the review, and that was for other content than there is now", push.At.In(a.zone).Format("2006-01-02 15:04")), nil
	}
	return now, lang.Text{}, nil
}

// headsBetween lists the commits at which the branch stood from one time until before
// another, the oldest first, as far as the host tells.
func (a *attempt) headsBetween(from, to time.Time) []string {
	var out []string
	for _, m := range a.facts.Moves {
		if m.After == "" || !m.At.Before(to) {
			continue
		}
		if !m.At.After(from) {
			out = nil // the branch has left it before
		}
		out = append(out, m.After)
	}
	return out
}

func (a *attempt) attestedOn(ctx context.Context, commit string) ([]Attested, error) {
	if list, ok := a.attested[commit]; ok {
		return list, nil
	}
	list, err := a.gate.Host.Attested(ctx, commit)
	if err != nil {
		return nil, err
	}
	if a.attested == nil {
		a.attested = map[string][]Attested{}
	}
	a.attested[commit] = list
	return list, nil
}

// present gives what the request as a whole does now.
func (a *attempt) present() (map[string]approval.Bound, error) { return a.at(a.head.Hash) }
