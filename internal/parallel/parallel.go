// Package parallel does independent jobs on all processors.
package parallel

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// Do does n independent jobs, numbered from 0, and returns once all are done. A job that panics
// does so in the caller, who may know what to make of it; jobs after it may then not be done.
func Do(n int, job func(i int)) {
	var taken atomic.Int64
	var workers sync.WaitGroup
	var fault any
	var once sync.Once
	for range min(n, runtime.GOMAXPROCS(0)) {
		workers.Go(func() {
			defer func() {
				if p := recover(); p != nil {
					once.Do(func() { fault = p })
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
