package org.sgvae.site;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * A page of the course: its programs, each printed in full and followed by its output.
 *
 * @param file the page
 * @param text its Markdown
 */
record Lesson(Path file, String text) {
    static final Path SOURCES = Path.of("src/examples/java");

    private static final Path PAGES = Path.of("src/site/markdown");

    /** A program and, after it, what it prints. */
    private static final Pattern PROGRAM =
            Pattern.compile("```java\n(.*?)```\n(?:(?!```).)*?```text\n(.*?)```", Pattern.DOTALL);

    private static final Pattern FIGURE = Pattern.compile("!\\[[^]]*]\\(\\.\\./resources/lessons/([^)]+)\\)");

    private static final Pattern CLASS = Pattern.compile("public final class (\\w+)");

    /** A program on a page. */
    record Program(String name, String code, String output) {
        Path file() {
            return SOURCES.resolve("org/sgvae/examples").resolve(name + ".java");
        }
    }

    static List<Lesson> all() throws IOException {
        List<Lesson> lessons = new ArrayList<>();
        try (Stream<Path> files = Files.list(PAGES)) {
            for (Path page : files.sorted().toList()) {
                if (page.getFileName().toString().startsWith("lesson-")) {
                    lessons.add(new Lesson(page, Files.readString(page)));
                }
            }
        }
        return lessons;
    }

    List<Program> programs() {
        return PROGRAM.matcher(text)
                .results()
                .map(match -> new Program(className(match.group(1)), match.group(1), match.group(2)))
                .toList();
    }

    private static String className(String code) {
        return CLASS.matcher(code)
                .results()
                .findFirst()
                .map(match -> match.group(1))
                .orElseThrow(() -> new IllegalArgumentException("no public final class in " + code));
    }

    /** {@return the files of the figures that a page shows, of those that programs draw} */
    static List<String> figures(String text) {
        return FIGURE.matcher(text).results().map(match -> match.group(1)).toList();
    }

    /** {@return the page without its code, formulas, headings and addresses} */
    String prose() {
        return text.replaceAll("(?s)```.*?```", " ")
                .replaceAll("\\$`[^`]*`\\$", " ")
                .replaceAll("`[^`]*`", " ")
                .replaceAll("\\]\\([^)]*\\)", "]")
                .replaceAll("(?m)^#.*$", " ");
    }

    /** {@return the page with its programs as they are in their files and what they print now} */
    String refreshed(Path classes) throws IOException {
        StringBuilder page = new StringBuilder();
        int end = 0;
        for (MatchResult match : PROGRAM.matcher(text).results().toList()) {
            Program program = new Program(className(match.group(1)), match.group(1), match.group(2));
            page.append(text, end, match.start(1)).append(Files.readString(program.file()));
            page.append(text, match.end(1), match.start(2)).append(run(classes, program.name()));
            end = match.end(2);
        }
        return page.append(text, end, text.length()).toString();
    }

    /**
     * Compiles all programs as they are in their files, every warning an error.
     *
     * @param classes directory for the class files
     * @throws IllegalStateException if they do not compile
     */
    static void compile(Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (Stream<Path> files = Files.walk(SOURCES);
                var manager = compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
            List<Path> sources =
                    files.filter(file -> file.toString().endsWith(".java")).toList();
            StringWriter messages = new StringWriter();
            List<String> options = List.of("-Xlint:all,-path", "-Werror", "-proc:none", "-d", classes.toString());
            if (!compiler.getTask(messages, manager, null, options, null, manager.getJavaFileObjectsFromPaths(sources))
                    .call()) {
                throw new IllegalStateException(messages.toString());
            }
        }
    }

    /** {@return what a program prints, lines ended by line feeds; numbers are formatted as in English} */
    static String run(Path classes, String name) throws IOException {
        PrintStream console = System.out;
        Locale locale = Locale.getDefault();
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (URLClassLoader loader =
                        new URLClassLoader(new URL[] {classes.toUri().toURL()});
                PrintStream stream = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
            System.setOut(stream);
            Locale.setDefault(Locale.ROOT);
            loader.loadClass("org.sgvae.examples." + name)
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) new String[0]);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(name + " failed", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(name + " is no program", e);
        } finally {
            System.setOut(console);
            Locale.setDefault(locale);
        }
        return printed.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    @Override
    public String toString() {
        return file.getFileName().toString();
    }
}
