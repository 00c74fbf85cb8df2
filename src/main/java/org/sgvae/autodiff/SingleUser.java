package org.sgvae.autodiff;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ConcurrentModificationException;
import org.jspecify.annotations.Nullable;

/**
 * Notices when two threads are in a tape at the same time. A pass may go from thread to thread, so the thread alone
 * tells nothing: only two that are inside at once are wrong.
 *
 * <p>No lock and no fence, which would cost more than a small operation: two threads that enter within nanoseconds of
 * each other may both see the tape free.
 */
final class SingleUser {
    private static final VarHandle THREAD;

    static {
        try {
            THREAD = MethodHandles.lookup().findVarHandle(SingleUser.class, "thread", Thread.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @SuppressWarnings("unused") // by the handle
    private @Nullable Thread thread;

    /**
     * Enters.
     *
     * @param what what the thread is about to do, for the message
     * @return to be given to {@link #leave}
     * @throws ConcurrentModificationException if another thread is inside
     */
    @Nullable
    Thread enter(String what) {
        Thread inside = (Thread) THREAD.getOpaque(this);
        Thread self = Thread.currentThread();
        if (inside != null && inside != self) {
            throw new ConcurrentModificationException(what + ": thread " + self.getName() + " uses a tape that thread "
                    + inside.getName() + " is using; make a tape for each thread");
        }
        THREAD.setOpaque(this, self);
        return inside;
    }

    /** Leaves; the argument is what {@link #enter} returned, so that calls may be nested. */
    void leave(@Nullable Thread before) {
        THREAD.setOpaque(this, before);
    }
}
