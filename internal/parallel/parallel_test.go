package parallel_test

import (
	"fmt"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/leveransplan/leveransplan/internal/parallel"
)

func TestEveryJobIsDoneOnce(t *testing.T) {
	for _, n := range []int{0, 1, 2, 3, 1000} {
		done := make([]atomic.Int32, n)
		parallel.Do(n, func(i int) { done[i].Add(1) })
		for i := range done {
			if got := done[i].Load(); got != 1 {
				t.Errorf("job %d of %d was done %d times", i, n, got)
			}
		}
	}
}

func TestAJobThatPanicsDoesSoInTheCaller(t *testing.T) {
	defer func() {
		p, _ := recover().(*parallel.Panic)
		if p == nil || fmt.Sprint(p) != "job 7" || !strings.Contains(string(p.Stack), "failing") {
			t.Errorf("the caller got %v", p)
		}
	}()
	parallel.Do(20, func(i int) {
		if i == 7 {
			failing()
		}
	})
	t.Error("no panic")
}

//go:noinline
func failing() { panic("job 7") }
