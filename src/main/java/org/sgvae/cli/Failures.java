package org.sgvae.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what went wrong into one line (what, where, how to mend) and an exit code; {@code --debug} adds the stack trace. */
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {
    @Override
    public int handleExecutionException(Exception exception, CommandLine command, ParseResult parsed) {
        print(command, message(exception));
        Main main = (Main) command.getCommandSpec().root().userObject();
        if (main.debug()) {
            exception.printStackTrace(command.getErr());
        }
        return ExitCode.SOFTWARE;
    }

    @Override
    public int handleParseException(ParameterException exception, String[] args) {
        CommandLine command = exception.getCommandLine();
        StringBuilder line = new StringBuilder(String.valueOf(exception.getMessage()));
        if (exception instanceof UnmatchedArgumentException unmatched) {
            List<String> similar = unmatched.getSuggestions();
            line.append(similar.isEmpty() ? "" : "; did you mean " + String.join(" or ", similar) + "?");
        }
        String name = command.getCommandSpec().qualifiedName();
        print(command, line + "; see " + name + " --help");
        if (Arrays.asList(args).contains("--debug")) {
            exception.printStackTrace(command.getErr());
        }
        return ExitCode.USAGE;
    }

    private static void print(CommandLine command, String line) {
        String name = command.getCommandSpec().qualifiedName();
        command.getErr().println(name + ": " + line.replaceAll("\\s*\\R\\s*", " "));
    }

    private static String message(Throwable exception) {
        if (exception instanceof UncheckedIOException && exception.getCause() != null) {
            return message(exception.getCause());
        }
        if (exception instanceof FileSystemException failure && failure.getReason() == null) {
            return failure.getFile() + ": " + reason(failure);
        }
        boolean expected = exception instanceof IOException
                || exception instanceof IllegalArgumentException
                || exception instanceof IllegalStateException
                || exception instanceof ArithmeticException;
        return expected && exception.getMessage() != null
                ? exception.getMessage()
                : "internal error, " + exception + "; run again with --debug and report the trace";
    }

    private static String reason(FileSystemException failure) {
        if (failure instanceof NoSuchFileException) {
            return "no such file or directory; check the path";
        }
        if (failure instanceof AccessDeniedException) {
            return "permission denied; check who may read and write it";
        }
        return failure.getClass().getSimpleName() + "; check the path";
    }
}
