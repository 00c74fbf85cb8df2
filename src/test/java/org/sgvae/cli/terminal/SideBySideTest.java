package org.sgvae.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.sgvae.cli.terminal.SideBySide.Body;
import org.sgvae.cli.terminal.SideBySide.Run;

class SideBySideTest {
    private final StringWriter err = new StringWriter();
    private final List<Run> runs = new ArrayList<>();

    private void plan(String name, double length, Body body) {
        runs.add(new Run(name, length, 1, body));
    }

    private SideBySide planned(int threads) {
        return new SideBySide(new PrintWriter(err), threads, runs);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Each waits for the other to begin. */
    @Test
    void runs_goSideBySideWithAThreadEach() {
        CountDownLatch begun = new CountDownLatch(2);
        for (String name : List.of("a", "b")) {
            plan(name, 1, (workers, progress, stop) -> {
                assertThat(workers.threads()).isEqualTo(1);
                begun.countDown();
                await(begun);
            });
        }
        planned(3).run(() -> false);
        assertThat(err.toString().lines())
                .hasSize(4)
                .contains("2 of 2 runs, 0:00 left")
                .anyMatch(line -> line.startsWith("1 of 2 runs, "))
                .anyMatch(line -> line.startsWith("b, run "));
    }

    @Test
    void singleRun_hasAllThreads() {
        List<Integer> threads = new ArrayList<>();
        plan("a", 1, (workers, progress, stop) -> threads.add(workers.threads()));
        planned(3).run(() -> false);
        assertThat(threads).containsExactly(3);
    }

    @Test
    void longest_beginsFirst() {
        List<String> begun = new ArrayList<>();
        plan("a", 1, (workers, progress, stop) -> begun.add("a"));
        plan("b", 5, (workers, progress, stop) -> begun.add("b"));
        plan("c", 1, (workers, progress, stop) -> begun.add("c"));
        planned(1).run(() -> false);
        assertThat(begun).containsExactly("b", "a", "c");
        assertThat(err.toString().lines()).startsWith("b, run 1 of 3", "1 of 3 runs, 0:00 left", "a, run 2 of 3");
    }

    @Test
    void failure_stopsTheOthers() {
        CountDownLatch begun = new CountDownLatch(1);
        plan("a", 3, (workers, progress, stop) -> {
            await(begun);
            throw new IOException("no space left");
        });
        plan("b", 2, (workers, progress, stop) -> {
            begun.countDown();
            for (int i = 0; i < 1000 && !stop.getAsBoolean(); i++) {
                LockSupport.parkNanos(10_000_000);
            }
            assertThat(stop.getAsBoolean()).isTrue();
        });
        plan("c", 1, (workers, progress, stop) -> {
            throw new AssertionError("begun after a failure");
        });
        assertThatThrownBy(() -> planned(2).run(() -> false))
                .isInstanceOf(UncheckedIOException.class)
                .cause()
                .hasMessage("no space left");
        assertThat(err.toString()).doesNotContain("left");
    }

    @Test
    void stop_letsNoOtherRunBegin() {
        List<String> begun = new ArrayList<>();
        plan("a", 1, (workers, progress, stop) -> begun.add("a"));
        plan("b", 1, (workers, progress, stop) -> begun.add("b"));
        planned(1).run(() -> !begun.isEmpty());
        assertThat(begun).containsExactly("a");
        assertThat(err.toString().lines()).containsExactly("a, run 1 of 2");
    }
}
