package org.sgvae.cli;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.sgvae.cli.option.FileNames;
import org.sgvae.cli.option.TrainingOptions;
import org.sgvae.cli.terminal.FamilyTable;
import org.sgvae.cli.terminal.PresetTable;
import org.sgvae.cli.terminal.Terminal;
import org.sgvae.cli.terminal.VectorModule;
import org.sgvae.cli.terminal.Version;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Entry point of the command line. */
@Command(
        name = "sgvae",
        description = "Trains, samples and measures the sequential graph VAE.",
        scope = ScopeType.INHERIT, // the help options and exit codes are those of every command
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        usageHelpWidth = 80,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:fine", "1:the run failed", "2:bad usage; nothing was done"})
public final class Main implements Runnable {
    static final List<Class<?>> COMMANDS = List.of(
            TrainCommand.class,
            SampleCommand.class,
            EvaluateCommand.class,
            ScoreCommand.class,
            TraceCommand.class,
            ReportCommand.class,
            ExploreCommand.class,
            GradcheckCommand.class,
            GradbenchCommand.class,
            TapeCommand.class,
            BenchEstimatorsCommand.class,
            StudyCommand.class,
            CompareCommand.class,
            RateRegretCommand.class,
            ReproduceCommand.class,
            DemoCommand.class,
            AutoComplete.GenerateCompletion.class,
            VersionCommand.class);

    /** Commands that compute little at a time. */
    private static final Set<String> BRIEF = Set.of("trace", "report", "explore");

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "When something fails, print the stack trace after the line that says what.")
    private boolean debug;

    /**
     * Runs one command and exits with its code.
     *
     * @param args the command and its options
     */
    public static void main(String[] args) {
        if (args.length > 0 && BRIEF.contains(args[0])) {
            VectorModule.leaveOut();
        } else if (args.length == 0 || !args[0].equals("sample")) { // which loads it itself, if it pays
            VectorModule.load();
        }
        Charset charset = Charset.defaultCharset();
        PrintWriter out = new PrintWriter(System.out, true, charset);
        PrintWriter err = new PrintWriter(System.err, true, charset);
        System.exit(execute(out, err, Terminal.isStdoutColoured() ? Ansi.ON : Ansi.OFF, args));
    }

    /**
     * Runs one command without colours, within a program.
     *
     * @param out receives results
     * @param err receives progress, and one line if the command fails
     * @param args the command and its options
     * @return the exit code: 0 fine, 1 the run failed, 2 bad usage
     */
    public static int execute(PrintWriter out, PrintWriter err, String... args) {
        return execute(out, err, Ansi.OFF, args);
    }

    /**
     * Runs one command.
     *
     * @param out receives results
     * @param err receives progress, and one line if the command fails
     * @param ansi whether results have colours
     * @param args the command and its options
     * @return the exit code: 0 fine, 1 the run failed, 2 bad usage
     */
    static int execute(PrintWriter out, PrintWriter err, Ansi ansi, String... args) {
        if (!FileNames.areSpelt(args)) {
            err.println("sgvae: an argument has characters that the locale cannot spell, " + FileNames.encoding()
                    + "; set one of UTF-8, such as LC_ALL=C.UTF-8");
            return CommandLine.ExitCode.USAGE;
        }
        Failures failures = new Failures();
        CommandLine commandLine = new CommandLine(new Main());
        addCommands(commandLine, args);
        commandLine
                .setOut(out)
                .setErr(err)
                .setColorScheme(CommandLine.Help.defaultColorScheme(ansi))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(failures)
                .setParameterExceptionHandler(failures);
        CommandLine train = commandLine.getSubcommands().get("train");
        if (train != null) {
            FamilyTable.addTo(train);
            PresetTable.addTo(train);
        }
        Stream.of("train", "study", "rate-regret")
                .map(name -> commandLine.getSubcommands().get(name))
                .filter(Objects::nonNull)
                .forEach(TrainingOptions::addTo);
        try {
            return commandLine.execute(args);
        } catch (OutOfMemoryError e) {
            err.println("sgvae: out of memory; ask for less, or give Java more with -Xmx");
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    /** Adds the command that is called, if the first argument names one, else all: to read about each takes its time. */
    private static void addCommands(CommandLine commandLine, String... args) {
        Predicate<Class<?>> isCalled =
                command -> args.length > 0 && name(command).equals(args[0]);
        boolean one = COMMANDS.stream().anyMatch(isCalled)
                && !isCalled.test(AutoComplete.GenerateCompletion.class); // which writes about all
        COMMANDS.stream().filter(command -> !one || isCalled.test(command)).forEach(commandLine::addSubcommand);
    }

    private static String name(Class<?> command) {
        return command.getAnnotation(Command.class).name();
    }

    /** Without a command: help. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    boolean debug() {
        return debug;
    }
}
