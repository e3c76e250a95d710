package dev.lxdgateway.exec;

/** A command that runs, as the steps of a case deal with it. */
interface Running {

    void await(String text);

    void input(byte[] input);

    void eof();

    void signal(String name);

    void resize(int cols, int rows);

    void vanish();
}
