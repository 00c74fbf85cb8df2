package org.sgvae.io;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Writes files in spite of {@link Thread#interrupt}: a {@link java.nio.channels.FileChannel} is closed when a thread that
 * is interrupted uses it, so that what an interrupted thread wants to save would be lost.
 */
public final class Uninterrupted {
    private Uninterrupted() {}

    /** What is to be done with files. */
    @FunctionalInterface
    public interface Action {
        /**
         * Does it.
         *
         * @throws IOException if it cannot be done
         */
        void run() throws IOException;
    }

    /**
     * Does something in another thread, which nobody interrupts, and returns when it is done. If the caller's thread is
     * interrupted, before or meanwhile, it still is when this returns.
     *
     * @param action what to do
     * @throws IOException if the action throws it
     */
    public static void run(Action action) throws IOException {
        FutureTask<Boolean> task = new FutureTask<>(() -> {
            action.run();
            return true;
        });
        new Thread(task, "sgvae-files").start();
        boolean interrupted = false;
        boolean done = false;
        try {
            while (!done) {
                try {
                    done = task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throwAgain(Objects.requireNonNull(e.getCause()));
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void throwAgain(Throwable failure) throws IOException {
        if (failure instanceof IOException exception) {
            throw exception;
        }
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
        if (failure instanceof Error error) {
            throw error;
        }
        throw new IllegalStateException(failure); // an action throws no other
    }
}
