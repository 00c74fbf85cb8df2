package org.sgvae.parallel;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntConsumer;

/**
 * A fixed number of threads that share out numbered tasks. Which thread takes which task is left to chance: tasks must not depend on
 * it, and then results do not either.
 */
public final class Workers implements AutoCloseable {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    /** Multiply–adds that are worth another thread: some 50 µs, several times what it takes to wake one. */
    private static final double WORTH_A_THREAD = 1e5;

    private final int threads;
    private final ExecutorService others;
    private final LongAdder nanosOfOthers = new LongAdder();

    /**
     * Starts the threads.
     *
     * @param threads how many work, the caller's included; at least 1
     */
    public Workers(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads " + threads + ": must be at least 1");
        }
        this.threads = threads;
        others = Executors.newFixedThreadPool(Math.max(1, threads - 1), task -> {
            Thread thread = new Thread(task, "sgvae-worker");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** {@return how many threads work, the caller's included} */
    public int threads() {
        return threads;
    }

    /**
     * Tells how much processor time has been used, which does not depend on what else the machine does.
     *
     * @return nanoseconds of the calling thread since it began, and of the tasks that other threads have run; only differences have a meaning
     */
    public long processorNanos() {
        return THREADS.getCurrentThreadCpuTime() + nanosOfOthers.sum();
    }

    private void timed(Runnable task) {
        long start = THREADS.getCurrentThreadCpuTime();
        try {
            task.run();
        } finally {
            nanosOfOthers.add(THREADS.getCurrentThreadCpuTime() - start);
        }
    }

    /**
     * Runs tasks of known size as {@link #run(int, IntConsumer)} does: with the threads for each of which there is work
     * enough to pay for waking it, so that more threads are never slower than fewer. Small work is done by the caller's
     * thread alone.
     *
     * @param count number of tasks
     * @param multiplyAdds work of all tasks together, about, in multiplications with an addition
     * @param task does the task of a number
     */
    public void run(int count, double multiplyAdds, IntConsumer task) {
        run(count, (int) Math.max(1, Math.min(threads, multiplyAdds / WORTH_A_THREAD)), task);
    }

    /**
     * Runs tasks 0..count-1 and returns when all are done. An interrupt does not end the tasks; the caller's thread is still interrupted
     * when this returns, and may then decide to stop.
     *
     * @param count number of tasks
     * @param task does the task of a number
     */
    public void run(int count, IntConsumer task) {
        run(count, threads, task);
    }

    private void run(int count, int working, IntConsumer task) {
        AtomicInteger next = new AtomicInteger();
        Runnable worker = () -> {
            for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                task.accept(i);
            }
        };
        List<Future<?>> running = new ArrayList<>();
        for (int t = 1; t < Math.min(working, count); t++) {
            running.add(others.submit(() -> timed(worker)));
        }
        Throwable failure = null;
        try {
            worker.run();
        } catch (RuntimeException | Error e) {
            failure = e; // the others still work on the caller's objects, so they are waited for
        }
        boolean interrupted = false;
        for (Future<?> future : running) {
            boolean done = false;
            while (!done) {
                try {
                    future.get();
                    done = true;
                } catch (ExecutionException e) {
                    failure = e.getCause();
                    done = true;
                } catch (InterruptedException e) {
                    interrupted = true; // while others still write, nobody may go on
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
    }

    @Override
    public void close() {
        others.shutdownNow();
    }
}
