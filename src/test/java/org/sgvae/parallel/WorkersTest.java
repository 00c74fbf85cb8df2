package org.sgvae.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkersTest {
    @ParameterizedTest
    @CsvSource({"1, 0", "1, 7", "2, 1", "2, 50", "5, 3", "3, 0"})
    void run_doesEveryTaskOnce(int threads, int count) {
        try (Workers workers = new Workers(threads)) {
            assertThat(workers.threads()).isEqualTo(threads);
            AtomicIntegerArray done = new AtomicIntegerArray(count);
            for (int round = 1; round <= 3; round++) {
                workers.run(count, done::incrementAndGet);
                for (int i = 0; i < count; i++) {
                    assertThat(done.get(i)).isEqualTo(round);
                }
            }
        }
    }

    /** Tasks that sleep take no processor time; those that compute do, on whichever thread they run. */
    @Test
    void processorNanos_countTheWorkOfAllThreads() throws InterruptedException {
        try (Workers workers = new Workers(2)) {
            CountDownLatch begun = new CountDownLatch(2);
            long start = workers.processorNanos();
            workers.run(2, task -> {
                begun.countDown();
                try {
                    begun.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
                long own = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
                while (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - own < 20_000_000) {
                    Thread.onSpinWait();
                }
            });
            long worked = workers.processorNanos() - start;
            assertThat(worked).isBetween(40_000_000L, 400_000_000L);
            Thread.sleep(300);
            assertThat(workers.processorNanos() - start - worked).isLessThan(100_000_000L);
        }
    }

    /** Each task waits for the other to begin, so two threads must be at work. */
    @Test
    void run_usesAllItsThreads() {
        try (Workers workers = new Workers(2)) {
            Set<Thread> threads = ConcurrentHashMap.newKeySet();
            CountDownLatch begun = new CountDownLatch(2);
            workers.run(2, task -> {
                threads.add(Thread.currentThread());
                begun.countDown();
                try {
                    begun.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            assertThat(threads).hasSize(2).contains(Thread.currentThread());
        }
    }

    /** As many threads as there are 100 000 multiply–adds, one at least, and every task once. */
    @ParameterizedTest
    @CsvSource({"0, 1", "9e4, 1", "1.9e5, 1", "2.1e5, 2", "2.9e5, 2", "1e9, 3"})
    void run_ofLittleWork_wakesFewThreads(double multiplyAdds, int expected) {
        try (Workers workers = new Workers(3)) {
            Set<Thread> threads = ConcurrentHashMap.newKeySet();
            CountDownLatch begun = new CountDownLatch(expected);
            AtomicInteger done = new AtomicInteger();
            workers.run(20, multiplyAdds, task -> {
                threads.add(Thread.currentThread());
                begun.countDown();
                try {
                    begun.await(); // for the others that must be at work
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                done.incrementAndGet();
            });
            assertThat(threads).hasSize(expected).contains(Thread.currentThread());
            assertThat(done).hasValue(20);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "3, 0", "3, 1", "3, 5"})
    void run_passesOnWhatATaskThrows(int threads, int failing) {
        try (Workers workers = new Workers(threads)) {
            assertThatThrownBy(() -> workers.run(6, task -> {
                        if (task == failing) {
                            throw new ArithmeticException("task " + task);
                        }
                    }))
                    .isInstanceOf(ArithmeticException.class)
                    .hasMessage("task " + failing);
            workers.run(6, task -> {}); // and goes on working
        }
    }

    @Test
    void workers_rejectNoThreads() {
        assertThatThrownBy(() -> new Workers(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("threads 0: must be at least 1");
    }

    @Test
    void run_returnsWhenAllIsDoneThoughInterrupted() {
        AtomicInteger done = new AtomicInteger();
        try (Workers workers = new Workers(2)) {
            Thread.currentThread().interrupt();
            workers.run(8, task -> {
                long until = System.nanoTime() + 5_000_000;
                while (System.nanoTime() < until) {
                    Thread.onSpinWait();
                }
                done.incrementAndGet();
            });
            assertThat(done).hasValue(8);
            assertThat(Thread.interrupted()).isTrue(); // and so it is for tests that follow
        }
    }
}
