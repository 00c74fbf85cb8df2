package org.sgvae.parallel;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import org.sgvae.autodiff.Tape;

/** Forward-only tapes for numbered tasks that threads share out; a tape serves one task at a time and keeps its buffers for the next. */
public final class SharedTapes {
    private final Workers workers;
    private final Queue<Tape> idle = new ConcurrentLinkedQueue<>();

    public SharedTapes(Workers workers) {
        this.workers = workers;
    }

    /** What is done for one number. */
    @FunctionalInterface
    public interface Task<T> {
        T run(Tape tape, int number);
    }

    /** Runs tasks 0..count-1 and returns their results in this order. */
    public <T> List<T> map(int count, Task<T> task) {
        ConcurrentSkipListMap<Integer, T> results = new ConcurrentSkipListMap<>();
        workers.run(count, number -> {
            Tape taken = idle.poll();
            Tape tape = taken == null ? Tape.forwardOnly() : taken;
            results.put(number, task.run(tape, number));
            tape.reset();
            idle.add(tape);
        });
        return new ArrayList<>(results.values());
    }
}
