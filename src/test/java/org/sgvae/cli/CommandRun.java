package org.sgvae.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;

/**
 * A command, run within the tests' JVM.
 *
 * @param exitCode what the process would end with
 * @param out what it printed on standard output
 * @param err what it printed on standard error
 */
public record CommandRun(int exitCode, String out, String err) {
    public static CommandRun of(Object... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] texts = Arrays.stream(args).map(Object::toString).toArray(String[]::new);
        int exitCode = Main.execute(new PrintWriter(out, true), new PrintWriter(err, true), texts);
        return new CommandRun(exitCode, out.toString(), err.toString());
    }

    public CommandRun assertFine() {
        assertThat(exitCode).as(err).isZero();
        return this;
    }

    /** It says what is wrong on one line of standard error, and nothing else. */
    void assertFailed(int expectedCode, String... parts) {
        assertThat(err.lines()).as(err).hasSize(1);
        assertThat(err).contains(parts).doesNotContain("Exception").doesNotContain("internal error");
        assertThat(out).isEmpty();
        assertThat(exitCode).isEqualTo(expectedCode);
    }
}
