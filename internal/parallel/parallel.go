// Package parallel does independent jobs on all processors.
package parallel

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"sync"
	"sync/atomic"
)

// Panic is what a job panicked with, and where: the caller's own stack does not lead there.
type Panic struct {
	Value any
	Stack []byte
}

// String is what the job panicked with.
func (p *Panic) String() string { return fmt.Sprint(p.Value) }

// Do does n independent jobs, numbered from 0, and returns once all are done. Where a job panics
// the caller does, with a [*Panic]; jobs after it may then not be done.
func Do(n int, job func(i int)) {
	var taken atomic.Int64
	var workers sync.WaitGroup
	var fault *Panic
	var once sync.Once
	for range min(n, runtime.GOMAXPROCS(0)) {
		workers.Go(func() {
			defer func() {
				if p := recover(); p != nil {
					once.Do(func() { fault = &Panic{p, debug.Stack()} })
				}
			}()
			for i := int(taken.Add(1)) - 1; i < n; i = int(taken.Add(1)) - 1 {
				job(i)
			}
		})
	}
	workers.Wait()
	if fault != nil {
		panic(fault)
	}
}
