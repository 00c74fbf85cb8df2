package org.sgvae.cli.terminal;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lets a long run end properly on Ctrl-C (SIGINT) or SIGTERM: asked whether to stop, it says yes from the first signal on.
 * A second one ends the program at once.
 *
 * <p>Signals are not part of Java's specification, so {@code sun.misc.Signal} is called by reflection; where a JVM has none,
 * a signal ends the program as it always does.
 */
public final class StopSignal implements AutoCloseable {
    private static final int EXIT_CODE = 128; // plus the signal's number, as shells have it
    private static final Map<String, Integer> SIGNALS = Map.of("INT", 2, "TERM", 15);

    private final List<Runnable> restorers = new ArrayList<>();
    private volatile int signal;

    public StopSignal() {
        SIGNALS.forEach(this::handle);
    }

    private void handle(String name, int number) {
        try {
            Class<?> signalClass = Class.forName("sun.misc.Signal");
            Class<?> handlerClass = Class.forName("sun.misc.SignalHandler");
            Object handler = Proxy.newProxyInstance(
                    handlerClass.getClassLoader(),
                    new Class<?>[] {handlerClass},
                    (proxy, method, args) -> switch (method.getName()) {
                        case "handle" -> received(number);
                        case "equals" -> proxy == args[0];
                        case "hashCode" -> System.identityHashCode(proxy);
                        default -> "stop handler";
                    });
            var install = signalClass.getMethod("handle", signalClass, handlerClass);
            Object own = signalClass.getConstructor(String.class).newInstance(name);
            @Nullable Object before = install.invoke(null, own, handler);
            restorers.add(() -> {
                try {
                    install.invoke(null, own, before);
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException(e);
                }
            });
        } catch (InvocationTargetException e) {
            // the JVM keeps this signal for itself, as with -Xrs: it ends the program as ever
        } catch (ReflectiveOperationException e) {
            // no signals to handle here
        }
    }

    private @Nullable Object received(int number) {
        if (signal != 0) {
            Runtime.getRuntime().halt(EXIT_CODE + number);
        }
        signal = number;
        return null;
    }

    /** Whether the user wants the program to end. */
    public boolean requested() {
        return signal != 0;
    }

    /** The exit code of a program that a signal has ended: 130 after Ctrl-C, 143 after SIGTERM; 0 if there was none. */
    public int exitCode() {
        return signal == 0 ? 0 : EXIT_CODE + signal;
    }

    @Override
    public void close() {
        restorers.forEach(Runnable::run);
    }
}
