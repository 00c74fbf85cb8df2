package org.sgvae.autodiff;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ConcurrentModificationException;

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
            THREAD = MethodHandles.lookup().findVarHandle(SingleUser.class, "thread", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @SuppressWarnings("unused") // by the handle
    private long thread; // its number, 0 for none: a reference would cost a barrier of the garbage collector

    /**
     * Enters.
     *
     * @param what what the thread is about to do, for the message
     * @return to be given to {@link #leave}
     * @throws ConcurrentModificationException if another thread is inside
     */
    long enter(String what) {
        long inside = (long) THREAD.getOpaque(this);
        Thread self = Thread.currentThread();
        if (inside != 0 && inside != self.getId()) {
            throw new ConcurrentModificationException(what + ": thread " + self.getName()
                    + " uses a tape that another thread is using; make a tape for each thread");
        }
        THREAD.setOpaque(this, self.getId());
        return inside;
    }

    /** Leaves; the argument is what {@link #enter} returned, so that calls may be nested. */
    void leave(long before) {
        THREAD.setOpaque(this, before);
    }
}
