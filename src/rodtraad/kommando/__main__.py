from rodtraad.kommando.hoved import main

main()
