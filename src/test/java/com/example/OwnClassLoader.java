package com.example;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Objects;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.sgvae.train.Extension;

/**
 * Runs the test methods of a class in a class loader of its own, which loads the library again and sees this package's
 * {@code META-INF/services}: so other tests do not know what these classes add.
 */
final class OwnClassLoader implements BeforeAllCallback, AfterAllCallback, InvocationInterceptor {
    private Loader loader = new Loader();

    /** Loads library and this package itself; what they use comes from the parent. */
    private static final class Loader extends URLClassLoader {
        Loader() {
            super(
                    new URL[] {
                        location(Extension.class),
                        location(OwnClassLoader.class),
                        Objects.requireNonNull(OwnClassLoader.class.getResource("/com/example/"))
                    },
                    OwnClassLoader.class.getClassLoader());
        }

        private static URL location(Class<?> type) {
            return type.getProtectionDomain().getCodeSource().getLocation();
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("org.sgvae.") && !name.startsWith("com.example.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? findClass(name) : loaded;
            }
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        loader = new Loader();
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        loader.close();
    }

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> context, ExtensionContext extension)
            throws Throwable {
        invocation.skip();
        Class<?> own = loader.loadClass(context.getTargetClass().getName());
        Constructor<?> constructor = own.getDeclaredConstructor();
        constructor.setAccessible(true);
        Method method = own.getDeclaredMethod(
                context.getExecutable().getName(), context.getExecutable().getParameterTypes());
        method.setAccessible(true);
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(loader);
        try {
            method.invoke(constructor.newInstance(), context.getArguments().toArray());
        } catch (InvocationTargetException e) {
            throw e.getCause();
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }
}
