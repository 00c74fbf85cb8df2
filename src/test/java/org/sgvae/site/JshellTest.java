package org.sgvae.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import org.junit.jupiter.api.Test;

/** The prompt of {@code mvn -q -Pjshell}: its start script runs, and values print as the README shows. */
class JshellTest {
    private static final Pattern SESSION = Pattern.compile("(?s)```\n(jshell> .*?)```");

    @Test
    void readme_showsWhatThePromptPrints() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String session =
                SESSION.matcher(readme).results().findFirst().orElseThrow().group(1);
        try (JShell shell = JShell.builder().executionEngine("local").build()) {
            shell.addToClasspath(System.getProperty("java.class.path"));
            evaluate(shell, Files.readString(Path.of("src/examples/jshell/sgvae.jsh")));
            StringBuilder printed = new StringBuilder();
            for (String line : session.lines().toList()) {
                if (line.startsWith("jshell> ")) {
                    String input = line.substring("jshell> ".length());
                    printed.append(line).append('\n');
                    SnippetEvent last = evaluate(shell, input);
                    if (!"".equals(last.value()) && last.value() != null) {
                        printed.append("w ==> ").append(last.value()).append('\n');
                    }
                }
            }
            assertThat(printed).hasToString(session);
        }
    }

    private static SnippetEvent evaluate(JShell shell, String source) {
        SnippetEvent last = null;
        String rest = source;
        while (!rest.isBlank()) {
            CompletionInfo part = shell.sourceCodeAnalysis().analyzeCompletion(rest);
            List<SnippetEvent> events = shell.eval(part.source());
            for (SnippetEvent event : events) {
                assertThat(event.exception()).as(part.source()).isNull();
                assertThat(event.status()).as(part.source()).isEqualTo(Snippet.Status.VALID);
            }
            last = events.get(0);
            rest = part.remaining();
        }
        return last;
    }
}
